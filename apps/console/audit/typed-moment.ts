/** What an auditor typed into the bar: a position, an instant (epoch ms), or nothing that can be read. */
export type TypedMoment =
  | { readonly kind: 'position'; readonly position: number }
  | { readonly kind: 'instant'; readonly at: number }
  | { readonly kind: 'unreadable' };

const shanghaiMs = 8 * 3_600_000;
const dayMs = 86_400_000;

/**
 * `4182307` or `4,182,307` is a position; `2019-10-05 16:20` a moment in Shanghai; a date alone means its 24:00, as
 * reports say it. A month and day without a year belong to `year`.
 */
export function typedMoment(text: string, year: number): TypedMoment {
  const typed = text.trim().replace(/，/g, ',').replace(/：/g, ':');
  if (/^\d{1,3}(,\d{3})*$|^\d+$/.test(typed)) return { kind: 'position', position: Number(typed.replaceAll(',', '')) };
  const found = /^(?:(\d{4})[-/.])?(\d{1,2})[-/.](\d{1,2})(?:[ T]+(\d{1,2}):(\d{2}))?$/.exec(typed);
  if (!found) return { kind: 'unreadable' };
  const [, typedYear, month, day, hour, minute] = found.map((part) => (part === undefined ? undefined : Number(part)));
  const midnight = Date.UTC(typedYear ?? year, (month ?? 0) - 1, day);
  const isRealDay = new Date(midnight).getUTCMonth() === (month ?? 0) - 1 && new Date(midnight).getUTCDate() === day;
  const isRealTime = hour === undefined || (hour < 24 && (minute ?? 0) < 60) || (hour === 24 && minute === 0);
  if (!isRealDay || !isRealTime) return { kind: 'unreadable' };
  const inDay = hour === undefined ? dayMs : (hour * 60 + (minute ?? 0)) * 60_000;
  return { kind: 'instant', at: midnight + inDay - shanghaiMs };
}
