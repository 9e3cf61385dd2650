import type { BagTerms } from '@canbao/domain/bag/bag.commands';
import { deadlineKey } from '@canbao/domain/campaign/deadline-key';
import { twoLimitsOf } from '@canbao/domain/packs/plan-of-pack';
import type { PolicyPack } from '@canbao/domain/packs/policy-pack';
import { tariffOf } from '@canbao/domain/premium';
import type { WhoMayJoin } from '@canbao/domain/registration/eligibility';
import type { TwoLimits } from '@canbao/domain/two-limits';
import { deadlineQuery } from '@canbao/projections/deadline/deadline.query';
import type { ReadingHandle } from '@canbao/projections/reading-handle';
import { townshipPhaseQuery } from '@canbao/projections/township-phase/township-phase.query';
import { townshipStepQuery } from '@canbao/projections/township-step/township-step.query';

/** What pack and plan say to an agent. Fen; instants epoch ms on the plan's clock. */
export type AgentTerms = {
  readonly premiumFen: number;
  /** First day on which a receipt may be written. */
  readonly firstOn: string;
  readonly lastDepositAt: number;
  /** */
  readonly whoMayJoin: WhoMayJoin;
  readonly limits: TwoLimits;
  readonly bag: BagTerms;
  /** The township has collect or screen open. */
  readonly isCollecting: boolean;
  readonly isScreening: boolean;
  /** the tax branch gave its feedback of round 1. */
  readonly isFeedbackReturned: boolean;
};

/** Null in a campaign whose pack has no agents that bank cash into pending accounts. */
export async function agentTerms(
  handle: ReadingHandle,
  pack: PolicyPack,
  township: string,
): Promise<AgentTerms | null> {
  const limits = twoLimitsOf(pack);
  const window = pack.calendar.windows.find(({ channels }) => channels.includes('agent'));
  if (limits === null || window === undefined || pack.money.road.kind !== 'pending-accounts') return null;
  const lastDepositAt = (await deadlineQuery.all(handle)).find(({ key }) => key === deadlineKey.lastDeposit)?.dueAt;
  if (lastDepositAt === undefined) throw new Error(`the plan of ${pack.id} has no last deposit`);
  const phases = await townshipPhaseQuery.phases(handle, township);
  const steps = await townshipStepQuery.steps(handle, township);
  const isOpen = (name: string) => phases.some(({ phase, state }) => phase === name && state === 'open');
  return {
    premiumFen: tariffOf(pack),
    firstOn: window.from,
    lastDepositAt,
    whoMayJoin: pack.people,
    limits,
    bag: { maxPeople: pack.money.road.bagPeople, capFen: limits.capFen, lastDepositAt },
    isCollecting: isOpen('collect') || isOpen('screen'),
    isScreening: isOpen('screen'),
    isFeedbackReturned: steps.some(({ step }) => step === 'feedback'),
  };
}
