import type { DomainEvent } from '@canbao/domain/domain-event';
import type { LeftoverKind } from '@canbao/domain/leftover/leftover.events';

import type { SeasonBank } from './season-bank.ts';
import { CAMPAIGN_STREAM, COUNTY, type Payer, PREMIUM_FEN, type SeasonScribe, sha } from './season-scribe.ts';

type LeftoverPayer = { readonly payer: Payer; readonly kind: LeftoverKind };

/** Enrolled and entered, the rest refunded hop by hop, postings up and down. In township 101 an agent keeps one refund. */
export function settledSeason(scribe: SeasonScribe, bank: SeasonBank): void {
  const { fact, record, townships } = scribe;
  scribe.at(26);
  scribe.openPhase('enroll');
  const leftovers = townships.flatMap((township) => enrolTownship(scribe, bank, township));
  scribe.closePhase('enroll');
  scribe.at(36);
  scribe.openPhase('resolve');
  for (const township of townships) {
    settleTownship(
      scribe,
      bank,
      township,
      leftovers.filter(({ payer }) => payer.township === township),
    );
  }
  record(
    fact('lock-subsidy', COUNTY, {
      type: 'AccountLocked',
      data: { account: 'subsidy', lockedAt: scribe.now(), documentSha256: null },
    }),
  );
  scribe.closePhase('resolve');
  scribe.at(46);
  scribe.openPhase('publicize');
  for (const unit of scribe.units) post(scribe, unit);
  scribe.closePhase('publicize');
  record(fact(CAMPAIGN_STREAM, COUNTY, { type: 'CampaignClosed', data: {} }));
}

function enrolTownship(scribe: SeasonScribe, bank: SeasonBank, township: string): readonly LeftoverPayer[] {
  const { fact, record } = scribe;
  const [unit, stream, handover] = [`${COUNTY}/${township}`, `enrolment-${township}-1`, `${township}-1`];
  const own = scribe.payers.filter((payer) => payer.township === township);
  record(fact(`township-${township}`, unit, { type: 'EnrolmentStarted', data: { handover: 1 } }));
  const leave = (payer: Payer, kind: LeftoverKind): LeftoverPayer => {
    record(
      fact(`leftover-${payer.registration}`, payer.unit, {
        type: 'LeftoverFound',
        data: { registration: payer.registration, kind },
      }),
    );
    return { payer, kind };
  };
  const ready = own.filter((payer) => payer.isValid && payer.isFunded);
  const leftovers = own
    .filter((payer) => !ready.includes(payer))
    .map((payer) => leave(payer, payer.isFunded ? 'wrong-information' : 'registration-without-money'));
  record(fact(stream, unit, { type: 'HandoverSent', data: { handover, people: ready.length, pages: 2 } }));
  record(fact(stream, unit, { type: 'HandoverAccepted', data: { handover } }));
  const say = (payer: Payer, event: DomainEvent) =>
    record(fact(`registration-${payer.registration}`, payer.unit, event));
  // The bureau refuses the second.
  for (const [i, payer] of ready.entries()) {
    payer.isEnrolled = i !== 1;
    if (payer.isEnrolled)
      say(payer, {
        type: 'RegistrationEnrolled',
        data: { handover, serial: `S${township}${i}`, benefitStartOn: '2020-01-01' },
      });
    else say(payer, { type: 'RegistrationRefused', data: { handover, reason: 'insured elsewhere' } });
    if (!payer.isEnrolled) leftovers.push(leave(payer, 'refused-by-bureau'));
  }
  const enrolled = ready.filter((payer) => payer.isEnrolled);
  for (const [i, payer] of enrolled.entries())
    say(payer, { type: 'CertificateIssued', data: { certificate: `C${township}${i}` } });
  enter(scribe, township, enrolled);
  const counts = { enrolled: enrolled.length, refused: ready.length - enrolled.length };
  record(fact(stream, unit, { type: 'EnrolmentFinished', data: { handover, ...counts } }));
  bank.takeStatement(township, [{ kind: 'treasury', fen: 0 - enrolled.length * PREMIUM_FEN }]);
  return leftovers;
}

function enter({ fact, record }: SeasonScribe, township: string, enrolled: readonly Payer[]): void {
  const [unit, stream, page] = [`${COUNTY}/${township}`, `enrolment-${township}-1`, `${township}-1-1`];
  const sum = { amountFen: enrolled.length * PREMIUM_FEN };
  const people = enrolled.length;
  record(fact(stream, unit, { type: 'TreasuryEntryOrdered', data: { page, people, listSha256: sha(page) } }, sum));
  record(
    fact(stream, unit, { type: 'TreasuryEntered', data: { page, people, reference: `T${page}` } }, sum),
    ...enrolled.map(({ person, registration, unit: village }) =>
      fact(
        `registration-${registration}`,
        village,
        { type: 'PremiumEntered', data: { page } },
        { person, amountFen: PREMIUM_FEN },
      ),
    ),
  );
}

function settleTownship(scribe: SeasonScribe, bank: SeasonBank, township: string, own: readonly LeftoverPayer[]): void {
  const { fact, record } = scribe;
  const unit = `${COUNTY}/${township}`;
  record(fact(`township-${township}`, unit, { type: 'SettlementStarted', data: {} }));
  const resolve = (
    { payer: { registration, unit: village }, kind }: LeftoverPayer,
    outcome: 'refunded' | 'nothing-to-return',
  ) =>
    record(
      fact(`leftover-${registration}`, village, { type: 'LeftoverResolved', data: { registration, kind, outcome } }),
    );
  for (const one of own.filter(({ payer }) => !payer.isFunded)) resolve(one, 'nothing-to-return');
  const funded = own.filter(({ payer }) => payer.isFunded);
  const hop = ({ payer }: LeftoverPayer, event: DomainEvent) =>
    record(fact(`refund-${payer.registration}`, payer.unit, event, { amountFen: PREMIUM_FEN }));
  const approvalId = scribe.id();
  const [health, tax] = [`u_health_${township}`, `u_tax_${township}`];
  const asked = {
    act: 'refund',
    requestSha256: sha(approvalId),
    summary: '退款',
    reason: '信息有误',
    askedBy: health,
    request: { people: funded.length },
  } as const;
  record(fact(`approval-${approvalId}`, unit, { type: 'ApprovalRequested', data: asked }, { actor: health }));
  for (const one of funded)
    hop(one, {
      type: 'RefundRequested',
      data: { registration: one.payer.registration, approvalId, reason: '信息有误' },
    });
  record(fact(`approval-${approvalId}`, unit, { type: 'ApprovalGranted', data: { grantedBy: tax } }, { actor: tax }));
  for (const one of funded)
    hop(one, { type: 'RefundApproved', data: { registration: one.payer.registration, approvalId } });
  for (const one of funded)
    hop(one, {
      type: 'RefundReleased',
      data: { registration: one.payer.registration, account: township, reference: `R${one.payer.registration}` },
    });
  bank.takeStatement(township, [{ kind: 'returned', fen: 0 - funded.length * PREMIUM_FEN }]);
  for (const one of funded)
    hop(one, { type: 'RefundHandedOn', data: { registration: one.payer.registration, agent: one.payer.agent } });
  for (const one of township === '101' ? funded.slice(1) : funded) {
    hop(one, {
      type: 'RefundPaid',
      data: { registration: one.payer.registration, signatureSha256: sha(one.payer.registration) },
    });
    resolve(one, 'refunded');
  }
  if (township !== '101')
    record(
      fact(`account-${township}`, unit, { type: 'AccountCleared', data: { account: township, bankBalanceFen: 0 } }),
    );
}

function post({ fact, peoplePerVillage, record, units }: SeasonScribe, unit: string): void {
  const stream = `publicity-${unit.split('/').slice(1).join('-')}`;
  const say = (event: DomainEvent) => record(fact(stream, unit, event));
  say({ type: 'PostingConfirmed', data: { photoSha256: sha(unit), postedOn: '2019-11-01', people: peoplePerVillage } });
  if (unit === units[0]) {
    say({ type: 'ObjectionRaised', data: { objection: 'o-1', subject: '名字写错' } });
    say({ type: 'ObjectionAnswered', data: { objection: 'o-1', answer: '已更正' } });
    say({ type: 'ObjectionRaised', data: { objection: 'o-2', subject: '漏了一户' } });
  }
  say({ type: 'PostingStood', data: { stoodUntil: '2019-12-01' } });
  if (unit !== units.at(-1))
    say({ type: 'PostingTakenDown', data: { photoSha256: sha(`${unit} down`), takenDownOn: '2019-12-02' } });
}
