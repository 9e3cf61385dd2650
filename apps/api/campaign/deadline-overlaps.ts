import { readableInstant } from '@canbao/domain/shanghai-date';
import { campaignPhaseQuery } from '@canbao/projections/campaign-phase/campaign-phase.query';
import { deadlineQuery } from '@canbao/projections/deadline/deadline.query';

import type { Reader } from '../reading/reader.ts';

/**
 * Moving one deadline moves no other; what stands crosswise afterwards is said, not mended: a phase that ends
 * after a later one, a named deadline behind the end of its phase. Each in words, only what touches the moved one.
 */
export async function deadlineOverlaps(
  { handle, pack }: Pick<Reader, 'handle' | 'pack'>,
  moved: { readonly deadline: string; readonly toAt: number },
): Promise<readonly string[]> {
  const titles = new Map<string, string>(pack.pack.calendar.phases.map(({ phase, title }) => [phase, title]));
  const phases = (await campaignPhaseQuery.all(handle)).map(({ phase, dueAt }) => ({
    key: phase as string,
    title: titles.get(phase) ?? phase,
    dueAt: phase === moved.deadline ? moved.toAt : dueAt,
  }));
  const deadlines = (await deadlineQuery.all(handle)).map(({ key, phase, title, dueAt }) => ({
    key,
    phase,
    title,
    dueAt: key === moved.deadline ? moved.toAt : dueAt,
  }));
  const crossed = phases.flatMap((earlier, place) =>
    phases
      .slice(place + 1)
      .filter((later) => earlier.dueAt >= later.dueAt && [earlier.key, later.key].includes(moved.deadline))
      .map((later) => ends(earlier, '不早于', 'not before', later)),
  );
  const outside = deadlines.flatMap((deadline) => {
    const phase = phases.find(({ key }) => key === deadline.phase);
    const isTouched = [deadline.key, deadline.phase].includes(moved.deadline);
    return phase !== undefined && isTouched && deadline.dueAt > phase.dueAt ? [ends(deadline, '晚于', 'after', phase)] : [];
  });
  return [...crossed, ...outside];
}

type Ending = { readonly title: string; readonly dueAt: number };

const ends = (one: Ending, how: string, english: string, other: Ending): string =>
  `${one.title}（${readableInstant(one.dueAt)}）${how}${other.title}（${readableInstant(other.dueAt)}） ends ${english} it`;
