const shanghaiOffsetMs = 8 * 3_600_000;

/** `2019-10-10 23:59:59.000` Shanghai time, as outside files print it, from epoch ms. */
export const shanghaiInstant = (at: number): string =>
  new Date(at + shanghaiOffsetMs).toISOString().replace('T', ' ').slice(0, 23);

/** Epoch ms of exactly that form (milliseconds may be left out), or null: no such day, no such time, another form. */
export function readShanghaiInstant(text: string): number | null {
  const whole = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text) ? `${text}.000` : text;
  const at = Date.parse(`${whole.replace(' ', 'T')}+08:00`);
  // Written back and compared: the parser lets 30 February pass.
  return Number.isFinite(at) && shanghaiInstant(at) === whole ? at : null;
}
