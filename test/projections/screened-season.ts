import type { DomainEvent } from '@canbao/domain/domain-event';
import type { ReturnReason } from '@canbao/domain/registration/registration.events';

import { approvedBySecond } from './mobilized-season.ts';
import type { SeasonBank } from './season-bank.ts';
import { CAMPAIGN_STREAM, COUNTY, type Payer, type SeasonScribe, sha } from './season-scribe.ts';

/** Two rounds of checks with corrections between them, accounts locked, closing statements in; a phase reopened. */
export function screenedSeason(scribe: SeasonScribe, bank: SeasonBank): void {
  const { fact, record } = scribe;
  scribe.at(15);
  scribe.openPhase('screen');
  for (const township of scribe.townships) screenTownship(scribe, bank, township);
  record(
    fact('statement-101-9', `${COUNTY}/101`, {
      type: 'StatementRefused',
      data: { account: '101', fileSha256: sha('again'), reasons: ['seen before'] },
    }),
  );
  scribe.closePhase('screen');
  const approvalId = approvedBySecond(scribe, 'reopen-phase', '重开');
  record(
    fact(CAMPAIGN_STREAM, COUNTY, {
      type: 'PhaseReopened',
      data: { phase: 'screen', reason: '漏了一个村', approvalId },
    }),
  );
  scribe.closePhase('screen');
}

function screenTownship(scribe: SeasonScribe, bank: SeasonBank, township: string): void {
  const { fact, now, random, record } = scribe;
  const unit = `${COUNTY}/${township}`;
  const step = (event: DomainEvent) => record(fact(`township-${township}`, unit, event));
  const own = scribe.payers.filter((payer) => payer.township === township);
  step({ type: 'FirstCheckStarted', data: { round: 1 } });
  const first = check(scribe, { township, stage: 'health-centre', round: 1, share: 0.2 }, own);
  step({ type: 'RoundHandedOver', data: { round: 1, people: own.length - first.length } });
  step({ type: 'RegisterCheckStarted', data: { round: 1 } });
  const handedOver = own.filter((payer) => !first.includes(payer));
  const byTax = check(scribe, { township, stage: 'tax', round: 1, share: 0.15 }, handedOver);
  step({ type: 'FeedbackReturned', data: { round: 1, people: byTax.length } });
  const corrected = [...first, ...byTax].filter(() => random() < 0.8);
  for (const payer of corrected) correct(scribe, payer);
  judgeDuplicates(scribe, township, own);
  step({ type: 'FirstCheckStarted', data: { round: 2 } });
  const second = check(scribe, { township, stage: 'health-centre', round: 2, share: 0.2 }, corrected);
  step({ type: 'RoundHandedOver', data: { round: 2, people: corrected.length - second.length } });
  scribe.at(20);
  step({ type: 'TownshipPhaseClosed', data: { phase: 'screen', isOverridden: false } });
  step({ type: 'TownshipPhaseReopened', data: { phase: 'screen' } });
  record(fact(`lock-${township}`, unit, { type: 'AccountLockUnconfirmed', data: { account: township } }));
  record(
    fact(`lock-${township}`, unit, {
      type: 'AccountLocked',
      data: { account: township, lockedAt: now(), documentSha256: null },
    }),
  );
  const unknown = township === '101' ? [{ kind: 'deposit', fen: 12_345 } as const] : [];
  bank.takeStatement(township, [{ kind: 'interest', fen: 37 }, ...unknown], true);
  step({ type: 'RegisterCheckStarted', data: { round: 2 } });
  const again = corrected.filter((payer) => !second.includes(payer));
  check(scribe, { township, stage: 'tax', round: 2, share: 0.2 }, again);
}

type Check = {
  readonly township: string;
  readonly stage: 'health-centre' | 'tax';
  readonly round: 1 | 2;
  /** How many of a list are returned. */
  readonly share: number;
};

/** Answers who was returned. */
function check(
  { fact, random, record }: SeasonScribe,
  { township, stage, round, share }: Check,
  list: readonly Payer[],
): readonly Payer[] {
  const [stream, unit] = [`screening-${township}-${round}`, `${COUNTY}/${township}`];
  const reasons: readonly ReturnReason[] = stage === 'tax' ? ['name-differs'] : ['id-check-digit', 'missing-field'];
  record(fact(stream, unit, { type: 'ScreeningStarted', data: { round, stage } }));
  const returned = list.filter((payer) => {
    const isReturned = random() < share;
    payer.isValid = stage === 'tax' && !isReturned;
    record(
      fact(
        `registration-${payer.registration}`,
        payer.unit,
        isReturned
          ? { type: 'RegistrationReturned', data: { round, stage, reasons } }
          : { type: 'RegistrationPassed', data: { round, stage } },
      ),
    );
    return isReturned;
  });
  const counts = { passed: list.length - returned.length, returned: returned.length };
  record(fact(stream, unit, { type: 'ScreeningFinished', data: { round, stage, ...counts } }));
  return returned;
}

/** Of neighbours in the list some look alike; the tax branch clears one pair and finds the next, until one changes. */
function judgeDuplicates({ fact, record }: SeasonScribe, township: string, list: readonly Payer[]): void {
  for (const [n, { registration, unit, person }] of list.entries()) {
    const other = list[n - 1]?.registration;
    if (other === undefined || n % 3 > 0) continue;
    const data = { registration, other, kind: 'one-digit', fingerprint: sha(`${registration}/${n % 2}`) } as const;
    const stream = `duplicate-${sha(`${registration}|${other}`).slice(0, 18)}`;
    record(fact(stream, unit, { type: 'NearDuplicateFound', data: { ...data, names: 'same' } }, { person }));
    const verdict = n % 2 === 0 ? 'not-a-duplicate' : 'duplicate';
    const judged = { ...data, verdict, reason: '比对身份证复印件' } as const;
    record(fact(stream, unit, { type: 'DuplicateJudged', data: judged }, { actor: `tax-${township}`, person }));
  }
}

function correct({ fact, id, random, record }: SeasonScribe, payer: Payer): void {
  const isSomebodyElse = random() < 0.5;
  const previousPerson = payer.person;
  if (isSomebodyElse) payer.person = id();
  const data = isSomebodyElse
    ? ({ fields: ['idNumber'], previousPerson, group: null } as const)
    : ({ fields: ['group'], previousPerson, group: '9组' } as const);
  payer.isValid = false;
  record(
    fact(
      `registration-${payer.registration}`,
      payer.unit,
      { type: 'RegistrationCorrected', data },
      { person: payer.person },
    ),
  );
}
