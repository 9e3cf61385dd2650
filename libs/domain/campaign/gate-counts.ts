import type { Phase } from './phase.ts';

/**
 * What the log says about one township, as gates ask it: counts only, no verdict. Each field names what is
 * *missing* or *open*, so zero is always the good answer; the rules are in gate.ts.
 */
export type TownshipGateCounts = {
  readonly code: string;
  readonly unit: string;
  readonly name: string;
  readonly phases: { readonly [P in Phase]: 'planned' | 'open' | 'closed' };
  /** mobilize. `agents` = those with an agent's account in the township, as the caller named them. */
  readonly isPlanFiled: boolean;
  readonly agents: number;
  readonly agentsUntrained: readonly string[];
  readonly agentsWithoutBook: readonly string[];
  readonly isAccountOpen: boolean;
  /** collect: only warned of. Villages where registered + sponsored * 100 < 90 * task. */
  readonly villagesUnderNinety: readonly { readonly unit: string; readonly name: string; readonly missing: number }[];
  /** screen: money that is not at the bank, by the agent's word (`banked`) or the bank's line. */
  readonly agentsWithLooseCash: number;
  readonly loosePeople: number;
  readonly looseFen: number;
  readonly bagsUnbanked: number;
  readonly bagsUnbankedFen: number;
  /** 0 = none, 1 or 2 = the highest round that was handed over. */
  readonly handedOverRound: 0 | 1 | 2;
  /** Registrations that no health-centre verdict has touched since they came or were corrected. */
  readonly registrationsUnchecked: number;
  /** enroll: valid and funded people lacking the named thing and without a recorded failure. */
  readonly isAccountLocked: boolean;
  readonly isClosingStatementTaken: boolean;
  readonly withoutSerial: number;
  readonly withoutCertificate: number;
  readonly withoutEntry: number;
  /** Pages ordered at the tax branch that have no answer yet: unknown, not failed. */
  readonly pagesUnanswered: number;
  /** Registrations that are neither entered nor a leftover: a failure nobody has recorded. */
  readonly withoutOutcome: number;
  /** resolve. */
  readonly leftoversOpen: number;
  readonly isAccountCleared: boolean;
  /** publicize. */
  readonly villages: number;
  readonly villagesNotPosted: number;
  readonly postingsNotStood: number;
  readonly postingsNotTakenDown: number;
  readonly objectionsUnanswered: number;
};

export type GateCounts = {
  /** Every figure is the fold of the events before this position. */
  readonly position: number;
  /** Departments whose list came in, and whether the subsidy account is open, locked and cleared. */
  readonly sponsorListsIn: readonly string[];
  readonly isSubsidyAccountOpen: boolean;
  readonly isSubsidyAccountLocked: boolean;
  readonly townships: readonly TownshipGateCounts[];
};
