const people = new Intl.NumberFormat('en-US');
const minus = (text: string) => text.replace('-', '−');

/** Persons and counts: 1,398,204. */
export const formatCount = (count: number): string => minus(people.format(count));
export const formatSigned = (count: number): string => (count > 0 ? '+' : '') + formatCount(count);

/** Yuan of an amount in fen, always two decimals; the decimals are set apart so that they can be shown lighter. */
export function formatYuan(fen: number): { readonly yuan: string; readonly decimals: string } {
  const absolute = Math.abs(fen);
  return {
    yuan: (fen < 0 ? '−' : '') + people.format(Math.trunc(absolute / 100)),
    decimals: `.${String(absolute % 100).padStart(2, '0')}`,
  };
}

/** A rate in per cent, cut and never rounded up: 94.997 shows 94.99. Null when there is no base. */
export function formatRate(part: number, base: number, decimals: 1 | 2 = 2): string | null {
  if (base <= 0) return null;
  const scale = 10 ** decimals;
  const cut = Math.floor((part * 100 * scale) / base) / scale;
  return cut.toFixed(decimals);
}

const parts = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  weekday: 'short',
  hourCycle: 'h23',
});

function read(at: number) {
  const found = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    year: found['year']!,
    day: `${found['month']}-${found['day']}`,
    time: `${found['hour']}:${found['minute']}`,
    weekday: found['weekday']!,
  };
}

const isMidnight = (at: number) => (at + 8 * 3_600_000) % 86_400_000 === 0;

/** `10-05 16:20`; the end of a day is its own 24:00, as the schemes write it. */
export function formatInstant(at: number): string {
  if (isMidnight(at)) return `${read(at - 1).day} 24:00`;
  const { day, time } = read(at);
  return `${day} ${time}`;
}
export const formatDay = (at: number): string => read(at).day;
export const formatFullInstant = (at: number): string =>
  `${read(isMidnight(at) ? at - 1 : at).year}-${formatInstant(at)}`;
export const formatDeadline = (at: number): string => {
  const shown = isMidnight(at) ? at - 1 : at;
  return `${read(shown).day} ${read(shown).weekday} ${isMidnight(at) ? '24:00' : read(at).time}`;
};

/** `5 天 1 小时`, `3 小时`, `20 分`; for a span in ms, never negative. */
export function formatSpan(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const days = Math.floor(minutes / 1_440);
  const hours = Math.floor((minutes % 1_440) / 60);
  if (days > 0) return hours > 0 ? `${days} 天 ${hours} 小时` : `${days} 天`;
  return hours > 0 ? `${hours} 小时` : `${minutes} 分`;
}
