import { addMonths, dateOf, daysBetween, isDate, type ShanghaiDate } from '@canbao/domain/shanghai-date';
import type { Posting } from '@canbao/projections/posting/posting.query';

/** What the plan says: how long a posting has to stand, and whether its township is publicizing. */
export type PostingTerms = { readonly planAt: number; readonly months: number; readonly isDue: boolean };

/** A village's posting as screens show it at a plan instant. */
export function postingState(posting: Posting, { planAt, months, isDue }: PostingTerms) {
  const { postedOn, stoodUntil, takenDownOn } = posting;
  const today = dateOf(planAt);
  const up = postedOn !== null && isDate(postedOn) ? postedOn : null;
  const down = takenDownOn !== null && isDate(takenDownOn) ? takenDownOn : null;
  return {
    township: posting.township,
    village: posting.village,
    unit: posting.unit,
    name: posting.name,
    state: posting.state === 'none' ? (isDue ? ('due' as const) : ('not-due' as const)) : posting.state,
    postedOn,
    earliestDown: stoodUntil ?? (up === null ? null : addMonths(up, months)),
    daysStood: up === null ? 0 : Math.max(0, daysBetween(up, earlier(down ?? today, today))),
    people: posting.state === 'none' ? posting.entered : posting.people,
    openObjections: posting.objections.filter(({ answer }) => answer === null).length,
    objections: posting.objections.map(({ objection, subject, answer }) => ({ objection, subject, answer })),
  };
}

const earlier = (one: ShanghaiDate, other: ShanghaiDate): ShanghaiDate => (one < other ? one : other);
