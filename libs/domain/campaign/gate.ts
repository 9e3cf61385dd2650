import { dayMs } from '../shanghai-date.ts';
import type { GateCounts, TownshipGateCounts } from './gate-counts.ts';
import { gateKinds } from './gate-kind.ts';
import type { GateKind } from './gate-kind.ts';
import type { Phase } from './phase.ts';

/** One thing that keeps a gate shut, or that is only warned of. */
export type GateItem = {
  readonly unit: string;
  readonly unitName: string;
  readonly kind: GateKind;
  readonly count: number;
  /** Chinese, then English. */
  readonly detail: string;
  readonly isWarning: boolean;
};

export type GateAnswer = {
  readonly phase: Phase;
  readonly isMet: boolean;
  readonly position: number;
  /** The county first, then its townships in order of code; within one the order of gate-kind.ts. */
  readonly items: readonly GateItem[];
};

/** What the plan says about the phase that is asked for. */
export type GateTerms = {
  readonly unit: string;
  readonly unitName: string;
  /** Phases that exist, in order. */
  readonly phases: readonly Phase[];
  readonly planNow: number;
  readonly dueAt: number;
  /** null: no pending accounts, hence no last deposit. */
  readonly lastDepositAt: number | null;
  /** Departments that have to send a list. */
  readonly departments: readonly { readonly key: string; readonly title: string }[];
};

type Found = readonly [kind: GateKind, count: number, about?: string];

/**
 * what is missing before a phase may close, township by township. With `township` only that one is asked
 * else the county's own items and every township's.
 */
export function gate(phase: Phase, counts: GateCounts, terms: GateTerms, township?: string): GateAnswer {
  const earlier = terms.phases.slice(0, terms.phases.indexOf(phase));
  const county = township === undefined ? items(terms.unit, terms.unitName, countyRules[phase](counts, terms)) : [];
  const asked = counts.townships.filter(({ code }) => township === undefined || code === township);
  const perTownship = [...asked]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .flatMap((one) => items(one.unit, one.name, [behind(one, earlier), ...townshipRules[phase](one)]));
  const all = [...county, ...perTownship];
  return { phase, isMet: all.every(({ isWarning }) => isWarning), position: counts.position, items: all };
}

/** What an override has to record: blocking items only. */
export const missingOf = ({ items }: GateAnswer): readonly { unit: string; kind: GateKind; count: number }[] =>
  items.filter(({ isWarning }) => !isWarning).map(({ unit, kind, count }) => ({ unit, kind, count }));

function items(unit: string, unitName: string, found: readonly Found[]): readonly GateItem[] {
  return found
    .filter(([, count]) => count > 0)
    .map(([kind, count, about]) => {
      const { isWarning, of, title } = gateKinds[kind];
      const words = of === null ? title : `${count} ${of}${title}`;
      return { unit, unitName, kind, count, detail: about === undefined ? words : `${words}: ${about}`, isWarning };
    });
}

const lacks = (isThere: boolean): number => (isThere ? 0 : 1);
const daysUntil = (at: number | null, now: number): number =>
  at === null || now >= at ? 0 : Math.ceil((at - now) / dayMs);

function behind({ phases }: TownshipGateCounts, earlier: readonly Phase[]): Found {
  return ['earlier-phase-open', earlier.filter((phase) => phases[phase] !== 'closed').length];
}

const countyRules: { readonly [P in Phase]: (counts: GateCounts, terms: GateTerms) => readonly Found[] } = {
  mobilize: ({ sponsorListsIn, isSubsidyAccountOpen }, { departments }) => [
    ...departments
      .filter(({ key }) => !sponsorListsIn.includes(key))
      .map(({ title }): Found => ['sponsor-list-missing', 1, title]),
    ['subsidy-account-not-open', lacks(isSubsidyAccountOpen)],
  ],
  // A coordinator may close early: that is a decision, not an override.
  collect: (_counts, { planNow, dueAt }) => [['window-open', daysUntil(dueAt, planNow)]],
  screen: (_counts, { planNow, lastDepositAt }) => [['deposit-window-open', daysUntil(lastDepositAt, planNow)]],
  enroll: () => [],
  resolve: ({ isSubsidyAccountLocked }) => [['subsidy-account-not-locked', lacks(isSubsidyAccountLocked)]],
  publicize: () => [],
};

const townshipRules: { readonly [P in Phase]: (counts: TownshipGateCounts) => readonly Found[] } = {
  mobilize: ({ isPlanFiled, agents, agentsUntrained, isAccountOpen, agentsWithoutBook }) => [
    ['plan-not-filed', lacks(isPlanFiled)],
    ['no-agents', lacks(agents > 0)],
    ['agents-not-trained', agentsUntrained.length],
    ['account-not-open', lacks(isAccountOpen)],
    ['agents-without-book', agentsWithoutBook.length],
  ],
  collect: ({ villagesUnderNinety }) => [['villages-behind', villagesUnderNinety.length]],
  screen: ({ agentsWithLooseCash, bagsUnbanked, registrationsUnchecked, handedOverRound }) => [
    ['cash-not-bagged', agentsWithLooseCash],
    ['bag-not-banked', bagsUnbanked],
    ['not-first-checked', registrationsUnchecked],
    ['not-handed-over', 2 - handedOverRound],
  ],
  enroll: (one) => [
    ['account-not-locked', lacks(one.isAccountLocked)],
    ['closing-statement-missing', lacks(one.isClosingStatementTaken)],
    ['without-outcome', one.withoutOutcome],
    ['without-serial', one.withoutSerial],
    ['without-certificate', one.withoutCertificate],
    ['without-entry', one.withoutEntry],
    ['entry-unanswered', one.pagesUnanswered],
  ],
  resolve: ({ leftoversOpen, isAccountCleared }) => [
    ['leftover-open', leftoversOpen],
    ['account-not-cleared', lacks(isAccountCleared)],
  ],
  publicize: ({ villagesNotPosted, postingsNotStood, postingsNotTakenDown, objectionsUnanswered }) => [
    ['not-posted', villagesNotPosted],
    ['posting-standing', postingsNotStood],
    ['posting-not-taken-down', postingsNotTakenDown],
    ['objection-open', objectionsUnanswered],
  ],
};
