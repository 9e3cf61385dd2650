declare const isShanghaiDate: unique symbol;

/**
 * A calendar date in Asia/Shanghai, `YYYY-MM-DD`. The zone is a fixed +08:00 for every date a scheme names, so all
 * arithmetic is arithmetic: no local getters, the same answer on every machine and in every replay.
 */
export type ShanghaiDate = string & { readonly [isShanghaiDate]: true };

export const dayMs = 86_400_000;
const offsetMs = 8 * 3_600_000;

/** Throws RangeError on anything but an existing day. */
export function shanghaiDate(text: string): ShanghaiDate {
  if (!isDate(text)) throw new RangeError(`not a date: ${text}`);
  return text as ShanghaiDate;
}

/** Whether the text is `YYYY-MM-DD` and the day exists. */
export function isDate(text: string): text is ShanghaiDate {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) return false;
  const at = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return new Date(at).toISOString().slice(0, 10) === text;
}

/** The day on which an instant (epoch ms) lies. */
export function dateOf(at: number): ShanghaiDate {
  return new Date(at + offsetMs).toISOString().slice(0, 10) as ShanghaiDate;
}

/** 00:00 of the day, epoch ms. */
export function startOf(date: ShanghaiDate): number {
  return Date.parse(`${date}T00:00:00.000Z`) - offsetMs;
}

/** "by" a date includes that day to 24:00. The first instant that is too late, epoch ms. */
export function endOf(date: ShanghaiDate): number {
  return startOf(date) + dayMs;
}

/** `HH:MM` of the day, epoch ms; `24:00` is the end of it. Throws RangeError on another form. */
export function clockTimeOf(date: ShanghaiDate, clockTime: string): number {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$|^24:00$/.exec(clockTime);
  if (parts === null) throw new RangeError(`not a time of day: ${clockTime}`);
  if (parts[1] === undefined) return endOf(date);
  return startOf(date) + Number(parts[1]) * 3_600_000 + Number(parts[2]) * 60_000;
}

export function addDays(date: ShanghaiDate, days: number): ShanghaiDate {
  return dateOf(startOf(date) + days * dayMs);
}

/** The same day of a later month; the last day of that month when it has no such day. */
export function addMonths(date: ShanghaiDate, months: number): ShanghaiDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const lastDay = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  const at = Date.UTC(year, month - 1 + months, Math.min(day, lastDay));
  return new Date(at).toISOString().slice(0, 10) as ShanghaiDate;
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: ShanghaiDate, to: ShanghaiDate): number {
  return Math.round((startOf(to) - startOf(from)) / dayMs);
}

/** 1 = Monday to 7 = Sunday. */
export function weekdayOf(date: ShanghaiDate): number {
  return ((Math.floor((startOf(date) + offsetMs) / dayMs) + 3) % 7) + 1;
}

/** RFC 3339 in UTC with three decimals: the form of every instant in an event. */
export function instantText(at: number): string {
  return new Date(at).toISOString();
}

/** How people read an instant: `09-30 18:00`, and `09-30 24:00` for the end of a day. */
export function readableInstant(at: number): string {
  const date = dateOf(at);
  if (at === startOf(date)) return `${dateOf(at - 1).slice(5)} 24:00`;
  return `${date.slice(5)} ${new Date(at + offsetMs).toISOString().slice(11, 16)}`;
}
