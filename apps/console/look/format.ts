/** Says a thing in the language that stands first: `useWords` gives one. */
type Say = (zh: string, en: string) => string;

const people = new Intl.NumberFormat('en-US');
const minus = (text: string) => text.replace('-', '−');

/** How a number (a count, or an instant in epoch ms) is written for people. */
export type Format = (value: number) => string;

/** Persons and counts: 1,398,204. */
export const formatCount: Format = (count) => minus(people.format(count));
export const formatSigned = (count: number): string => (count > 0 ? '+' : '') + formatCount(count);

/** Yuan of an amount in fen, always two decimals; the decimals are set apart so that they can be shown lighter. */
export function formatYuan(fen: number): { readonly yuan: string; readonly decimals: string } {
  const absolute = Math.abs(fen);
  return {
    yuan: (fen < 0 ? '−' : '') + people.format(Math.trunc(absolute / 100)),
    decimals: `.${String(absolute % 100).padStart(2, '0')}`,
  };
}

/** A rate in per cent, cut and never rounded up (R-309): 94.997 shows 94.99. Null when there is no base. */
export function formatRate(part: number, base: number, decimals: 1 | 2 = 2): string | null {
  if (base <= 0) return null;
  const scale = 10 ** decimals;
  const cut = Math.floor((part * 100 * scale) / base) / scale;
  return cut.toFixed(decimals);
}

// The plan lives in Shanghai, wherever the browser stands.
const shanghaiMs = 8 * 3_600_000;
const dayMs = 86_400_000;
const inShanghai = (at: number): string => new Date(at + shanghaiMs).toISOString();
const isMidnight = (at: number): boolean => (at + shanghaiMs) % dayMs === 0;
const weekdays = ['日', '一', '二', '三', '四', '五', '六'];
const weekdaysEnglish = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

export const formatDay = (at: number): string => inShanghai(at).slice(5, 10);
/** The day that ends at the instant, or lies around it. */
export const formatLastDay = (at: number): string => formatDay(at - 1);

/** `10-05 16:20`, `10-05 00:00`: a moment. */
export const formatInstant = (at: number): string => inShanghai(at).slice(5, 16).replace('T', ' ');
/** `2019-10-05 16:20`. */
export const formatFullInstant = (at: number): string => inShanghai(at).slice(0, 16).replace('T', ' ');
/** `10-05 16:20:04`, when a machine wrote it down. */
export const formatRecorded = (at: number): string => inShanghai(at).slice(5, 19).replace('T', ' ');

/** An end: the end of a day is its own 24:00, as the schemes write it. */
export const formatEnd = (at: number): string => (isMidnight(at) ? `${formatLastDay(at)} 24:00` : formatInstant(at));

/** `10-10 周四 24:00`: an end with its weekday. */
export function formatDeadline(at: number, say: Say): string {
  const [day = '', time = ''] = formatEnd(at).split(' ');
  const weekday = new Date((isMidnight(at) ? at - 1 : at) + shanghaiMs).getUTCDay();
  return `${day} ${say(`周${weekdays[weekday] ?? ''}`, weekdaysEnglish[weekday] ?? '')} ${time}`;
}

/** `5 天 1 小时`, `3 小时`, `20 分`; for a span in ms, never negative. */
export function formatSpan(ms: number, say: Say): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const days = Math.floor(minutes / 1_440);
  const hours = Math.floor((minutes % 1_440) / 60);
  const [inDays, inHours] = [say(`${days} 天`, `${days} d`), say(`${hours} 小时`, `${hours} h`)];
  if (days > 0) return hours > 0 ? `${inDays} ${inHours}` : inDays;
  return hours > 0 ? inHours : say(`${minutes} 分`, `${minutes} min`);
}
