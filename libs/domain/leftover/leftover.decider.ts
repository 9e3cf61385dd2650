import type { Decider } from '../decider.ts';
import type { LeftoverCommand } from './leftover.commands.ts';
import type { LeftoverEvent, LeftoverKind } from './leftover.events.ts';
import { leftoverProblems } from './leftover.problems.ts';

type Found = { readonly registration: string; readonly kind: LeftoverKind };
export type Leftover =
  | { readonly status: 'none' }
  | (Found & { readonly status: 'open' })
  | (Found & { readonly status: 'resolved'; readonly outcome: 'refunded' | 'nothing-to-return' });

/** whatever is unresolved after treasury entry gets an outcome, and no money stays on the way. */
export const leftoverDecider: Decider<Leftover, LeftoverCommand, LeftoverEvent> = {
  initial: { status: 'none' },
  decide({ type, data }, leftover) {
    switch (type) {
      case 'FindLeftover': {
        const { registration, kind, isEnrolled } = data;
        if (leftover.status !== 'none') return leftover.kind === kind ? [] : leftoverProblems.otherKind();
        return isEnrolled ? leftoverProblems.enrolled() : [{ type: 'LeftoverFound', data: { registration, kind } }];
      }
      case 'ResolveLeftover': {
        const { outcome, depositedFen, isRefundPaid } = data;
        if (leftover.status === 'none') return leftoverProblems.unknown();
        if (leftover.status === 'resolved') return leftover.outcome === outcome ? [] : leftoverProblems.otherOutcome();
        if (outcome === 'refunded' && !isRefundPaid) return leftoverProblems.notPaidBack();
        if (outcome === 'nothing-to-return' && depositedFen !== 0) return leftoverProblems.moneyArrived();
        const { registration, kind } = leftover;
        return [{ type: 'LeftoverResolved', data: { registration, kind, outcome } }];
      }
    }
  },
  evolve(_leftover, { type, data }) {
    switch (type) {
      case 'LeftoverFound':
        return { status: 'open', registration: data.registration, kind: data.kind };
      case 'LeftoverResolved':
        return { status: 'resolved', registration: data.registration, kind: data.kind, outcome: data.outcome };
    }
  },
};
