import type { Decider } from '../decider.ts';
import type { Problem } from '../problem.ts';
import type { FoundKind } from './duplicate-kind.ts';
import type { DuplicateCommand } from './duplicate.commands.ts';
import type { DuplicateEvent, DuplicateVerdict } from './duplicate.events.ts';
import { duplicateProblems } from './duplicate.problems.ts';

/** Two records that look like one payment: what was found of them last, and what was decided last, and of which contents. */
export type Duplicate = {
  readonly found: { readonly kind: FoundKind; readonly fingerprint: string } | null;
  readonly judged: { readonly verdict: DuplicateVerdict; readonly fingerprint: string } | null;
};

/**
 * a pair is decided once for what was compared. A verdict is remembered with the fingerprint of that; only when a
 * compared field of one of the two changes does the pair open again, and then for another verdict.
 */
export const duplicateDecider: Decider<Duplicate, DuplicateCommand, DuplicateEvent> = {
  initial: { found: null, judged: null },
  decide(command, duplicate) {
    switch (command.type) {
      case 'ReportNearDuplicate': {
        const { kind, fingerprint } = command.data;
        const isKnown = duplicate.found?.fingerprint === fingerprint && duplicate.found.kind === kind;
        return isKnown ? [] : [{ type: 'NearDuplicateFound', data: command.data }];
      }
      case 'JudgeDuplicate':
        return judge(command.data, duplicate);
    }
  },
  evolve(duplicate, { type, data }) {
    switch (type) {
      case 'NearDuplicateFound':
        return { ...duplicate, found: { kind: data.kind, fingerprint: data.fingerprint } };
      case 'DuplicateJudged':
        return { ...duplicate, judged: { verdict: data.verdict, fingerprint: data.fingerprint } };
    }
  },
};

/** What stands for a pair whose contents have this fingerprint now. */
export function standingOf({ judged }: Duplicate, fingerprint: string): DuplicateVerdict | 'open' {
  return judged?.fingerprint === fingerprint ? judged.verdict : 'open';
}

function judge(
  { registration, other, verdict, reason, seen, pair }: Extract<DuplicateCommand, { type: 'JudgeDuplicate' }>['data'],
  duplicate: Duplicate,
): readonly DuplicateEvent[] | Problem {
  if (pair === null) return duplicateProblems.noPair();
  const { kind, fingerprint, isSettled } = pair;
  if (seen !== fingerprint) return duplicateProblems.changedMeanwhile();
  const standing = standingOf(duplicate, fingerprint);
  if (standing !== 'open') return standing === verdict ? [] : duplicateProblems.alreadyJudged();
  if (isSettled) return duplicateProblems.settled();
  return [{ type: 'DuplicateJudged', data: { registration, other, kind, fingerprint, verdict, reason } }];
}
