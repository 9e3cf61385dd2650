import { createHash } from 'node:crypto';

import type { DomainEvent } from '@canbao/domain/domain-event';
import type { Phase } from '@canbao/domain/campaign/phase';
import { phases } from '@canbao/domain/campaign/phase';
import type { LeftoverKind } from '@canbao/domain/leftover/leftover.events';
import type { ReturnReason } from '@canbao/domain/registration/registration.events';
import { uuid7 } from '@canbao/event-log/uuid7';

/** One event with its stream; the appender counts versions. */
export type SeasonEvent = {
  readonly stream: string;
  readonly event: DomainEvent;
  readonly unit: string;
  /** Epoch ms on the plan's clock. */
  readonly occurredAt: number;
  readonly actor: string;
  readonly person: string | null;
  readonly amountFen: number | null;
};

/** What one command appends: all of it, or nothing. */
export type SeasonCommand = readonly SeasonEvent[];

export type SeasonSize = { readonly seed: number; readonly townships: number; readonly villages: number; readonly people: number };

const PREMIUM_FEN = 250_00;
const DAY_MS = 86_400_000;
export const SEASON_START = Date.parse('2019-09-16T00:00:00+08:00');

type Payer = {
  readonly registration: string;
  readonly unit: string;
  readonly agent: string;
  readonly township: string;
  person: string;
  isFunded: boolean;
  isValid: boolean;
  isEnrolled: boolean;
};

/**
 * A small season in which every event type of the log occurs, in the order of a real one: mobilized, collected, banked,
 * screened twice, enrolled, refunded, posted. Pure: the same size and seed give the same events.
 */
export function seasonEvents(size: SeasonSize): readonly SeasonCommand[] {
  const commands: SeasonCommand[] = [];
  const random = mulberry(size.seed);
  let now = SEASON_START;
  const county = '411722';
  const townships = Array.from({ length: size.townships }, (_, i) => String(101 + i));
  const villages = Array.from({ length: size.villages }, (_, i) => String(i + 1).padStart(2, '0'));
  const units = townships.flatMap((township) => villages.map((village) => `${county}/${township}/${village}`));
  const agentOf = (unit: string) => `${unit.split('/').slice(1).join('-')}-1`;
  const townshipOf = (unit: string) => unit.split('/')[1]!;

  const at = (days: number, hour = 9) => void (now = SEASON_START + days * DAY_MS + hour * 3_600_000);
  const id = () => uuid7(now, bytes(random));
  const sha = (text: string) => createHash('sha256').update(text).digest('hex');
  const fact = (
    stream: string,
    unit: string,
    event: DomainEvent,
    more: { readonly actor?: string; readonly person?: string | null; readonly amountFen?: number | null } = {},
  ): SeasonEvent => {
    now += 1 + Math.floor(random() * 60_000);
    const { actor = 'system', person = null, amountFen = null } = more;
    return { stream, event, unit, occurredAt: now, actor, person, amountFen };
  };
  const record = (...events: SeasonEvent[]) => void commands.push(events);
  const dateOf = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);

  const campaign = 'campaign-411722-2020';
  const openPhase = (phase: Phase) => {
    record(fact(campaign, county, { type: 'PhaseOpened', data: { phase } }));
    for (const township of townships) {
      record(fact(`township-${township}`, `${county}/${township}`, { type: 'TownshipPhaseOpened', data: { phase } }));
    }
  };
  const closePhase = (phase: Phase, isOverridden = false) => {
    for (const township of townships) {
      record(fact(`township-${township}`, `${county}/${township}`, { type: 'TownshipPhaseClosed', data: { phase, isOverridden: false } }));
    }
    record(fact(campaign, county, { type: 'PhaseClosed', data: { phase, isOverridden } }));
  };

  // mobilize
  record(
    fact(campaign, county, {
      type: 'CampaignOpened',
      data: {
        pack: { id: 'test', hash: sha('pack') },
        title: '2020年度城乡居民医保征缴',
        region: county,
        coverageYear: 2020,
        isRehearsal: true,
        clock: { planStartAt: SEASON_START, realStartAt: SEASON_START, speed: 30_000, holdAt: null, heldBy: null },
        phases: phases.map((phase, i) => ({
          phase,
          opensAt: SEASON_START + i * 10 * DAY_MS,
          dueAt: SEASON_START + (i + 1) * 10 * DAY_MS,
          opensOnDate: phase !== 'mobilize',
        })),
        deadlines: [
          { key: 'last-deposit', phase: 'screen', title: '最后存款日', dueAt: SEASON_START + 25 * DAY_MS, owner: 'agent', waitsFor: [] },
        ],
        reportsAt: [SEASON_START + 7 * DAY_MS],
        reminders: { soonMs: DAY_MS, overdueMs: DAY_MS, escalatedMs: 2 * DAY_MS },
        townships: townships.map((code, i) => ({ code, name: `第${i + 1}乡` })),
      },
    }),
  );
  openPhase('mobilize');
  const perVillage = Math.floor(size.people / units.length);
  const rows = townships.map((code, i) => ({ code, name: `第${i + 1}乡`, people: perVillage * villages.length }));
  const rowSum = rows.reduce((sum, row) => sum + row.people, 0);
  record(fact('task-table-1', county, { type: 'TaskTableImported', data: { fileSha256: sha('table'), rows, printedTotal: rowSum - 1, rowSum } }, { actor: 'u_coordinator' }));
  record(fact('task-table-1', county, { type: 'TaskTableConfirmed', data: { difference: 1, reason: '印刷合计少一人' } }, { actor: 'u_coordinator' }));
  for (const [i, township] of townships.entries()) {
    const unit = `${county}/${township}`;
    record(
      fact(`task-${township}`, unit, {
        type: 'TownshipTaskSet',
        data: { name: `第${i + 1}乡`, people: perVillage * villages.length, villages: villages.map((code) => ({ code, name: `村${code}`, people: perVillage })) },
      }),
    );
    record(fact(`preparation-${township}`, unit, { type: 'PlanFiled', data: { documentSha256: sha(`plan ${township}`), title: '实施方案' } }, { actor: `u_office_${township}` }));
    record(
      fact(`preparation-${township}`, unit, {
        type: 'TrainingConfirmed',
        data: { agents: villages.map((village) => agentOf(`${unit}/${village}`)), trainedOn: '2019-09-17' },
      }),
    );
    record(fact(`account-${township}`, unit, { type: 'AccountOpened', data: { account: township, tail: `00${township.slice(1)}` } }));
    for (const [j, village] of villages.entries()) {
      const from = (i * villages.length + j) * 1_000 + 1;
      record(
        fact(`book-${township}-${j + 1}`, unit, {
          type: 'ReceiptBookIssued',
          data: { book: `${township}-${j + 1}`, agent: agentOf(`${unit}/${village}`), series: 'SC2020', from, to: from + 999 },
        }),
      );
    }
  }
  record(fact('account-subsidy', county, { type: 'AccountOpened', data: { account: 'subsidy', tail: '0099' } }));
  const sponsoredPerson = id();
  record(
    fact('sponsor-civil-affairs', county, { type: 'SponsorListReceived', data: { department: 'civil-affairs', version: 1, people: 1, fileSha256: sha('list') } }),
    fact(`sponsored-${id()}`, units[0]!, { type: 'PersonListed', data: { department: 'civil-affairs', version: 1, line: 1 } }, { person: sponsoredPerson }),
  );
  record(fact(`reminder-${sha('r1').slice(0, 18)}`, `${county}/101`, {
    type: 'ReminderIssued',
    data: { key: 'mobilize/soon', kind: 'soon', subject: 'mobilize', toRole: 'township-office', toUnit: `${county}/101`, why: '方案未报送', dueAt: now, instead: ['mobilize/opens'] },
  }));
  record(fact(campaign, county, { type: 'DeadlineMoved', data: { deadline: 'last-deposit', fromAt: SEASON_START + 25 * DAY_MS, toAt: SEASON_START + 26 * DAY_MS, reason: '银行假日' } }, { actor: 'u_coordinator' }));
  record(fact(campaign, county, { type: 'DeadlineMoved', data: { deadline: 'collect', fromAt: SEASON_START + 20 * DAY_MS, toAt: SEASON_START + 21 * DAY_MS, reason: '大雨' } }, { actor: 'u_coordinator' }));
  record(fact(campaign, county, { type: 'CampaignPaused', data: { reason: '停电' } }));
  record(fact(campaign, county, { type: 'CampaignResumed', data: { reason: '来电' } }));
  record(fact(campaign, county, { type: 'ClockSet', data: { clock: { planStartAt: now, realStartAt: SEASON_START, speed: 60_000, holdAt: null, heldBy: null } } }));
  const override = id();
  record(fact(`approval-${override}`, county, {
    type: 'ApprovalRequested',
    data: { act: 'advance-over-gate', requestSha256: sha('advance'), summary: '越过关口', reason: '一个乡未培训', askedBy: 'u_coordinator', request: { phase: 'mobilize' } },
  }, { actor: 'u_coordinator' }));
  record(fact(`approval-${override}`, county, { type: 'ApprovalGranted', data: { grantedBy: 'u_tax' } }, { actor: 'u_tax' }));
  const unwanted = id();
  record(fact(`approval-${unwanted}`, county, {
    type: 'ApprovalRequested',
    data: { act: 'reopen-phase', requestSha256: sha('reopen'), summary: '重开', reason: '不需要的', askedBy: 'u_coordinator', request: {} },
  }, { actor: 'u_coordinator' }));
  record(fact(`approval-${unwanted}`, county, { type: 'ApprovalRefused', data: { reason: '没有必要' } }, { actor: 'u_tax' }));
  for (const township of townships) {
    record(fact(`township-${township}`, `${county}/${township}`, { type: 'TownshipPhaseClosed', data: { phase: 'mobilize', isOverridden: false } }));
  }
  record(
    fact(campaign, county, { type: 'GateOverridden', data: { phase: 'mobilize', reason: '一个乡未培训', approvalId: override, missing: [{ unit: `${county}/101`, kind: 'agents-not-trained', count: 1 }] } }),
    fact(campaign, county, { type: 'PhaseClosed', data: { phase: 'mobilize', isOverridden: true } }),
  );

  // collect
  at(4);
  openPhase('collect');
  const payers: Payer[] = [];
  const receipts = new Map<string, number>();
  const register = (unit: string, file: string | null, line: number | null, person = id()): Payer => {
    const index = units.indexOf(unit);
    const number = (receipts.get(unit) ?? index * 1_000) + 1;
    receipts.set(unit, number);
    const payer: Payer = { registration: id(), unit, agent: agentOf(unit), township: townshipOf(unit), person, isFunded: false, isValid: false, isEnrolled: false };
    record(
      fact(
        `registration-${payer.registration}`,
        unit,
        {
          type: 'PersonRegistered',
          data: {
            agent: payer.agent, receipt: `SC2020-${String(number).padStart(8, '0')}`, group: `${1 + Math.floor(random() * 5)}组`, channel: 'agent',
            source: file === null ? 'single' : 'file', file, line, receivedOn: dateOf(now - (random() < 0.3 ? DAY_MS : 0)),
          },
        },
        { actor: `u_${payer.agent}`, person, amountFen: PREMIUM_FEN },
      ),
    );
    payers.push(payer);
    return payer;
  };
  const bag = (unit: string, members: readonly Payer[], isBanked: boolean): { code: string; members: readonly Payer[]; unit: string } => {
    const code = Array.from({ length: 5 }, () => '2346789ACDEFGHJKMNPQRTW'[Math.floor(random() * 23)]).join('');
    const data = { code, agent: agentOf(unit), people: members.length };
    record(fact(`bag-${code}`, unit, { type: 'BagClosed', data: { ...data, account: townshipOf(unit), registrations: members.map((m) => m.registration), firstReceiptAt: now - DAY_MS } }, { amountFen: members.length * PREMIUM_FEN }));
    if (isBanked) record(fact(`bag-${code}`, unit, { type: 'BagBanked', data: { ...data, tellerSlipSha256: sha(code) } }, { amountFen: members.length * PREMIUM_FEN }));
    return { code, members, unit };
  };
  type Closed = ReturnType<typeof bag>;
  const closings = new Map<string, { number: number; fen: number }>();
  const statement = (account: string, lines: readonly (Closed | { readonly kind: 'interest' | 'deposit' | 'treasury' | 'returned'; readonly fen: number })[], isClosing: boolean) => {
    const last = closings.get(account) ?? { number: 0, fen: 0 };
    const number = last.number + 1;
    const unit = `${county}/${account}`;
    const stream = `statement-${account}-${number}`;
    const amounts = lines.map((line) => ('code' in line ? line.members.length * PREMIUM_FEN : line.fen));
    const closingFen = last.fen + amounts.reduce((sum, fen) => sum + fen, 0);
    const [creditFen, debitFen] = [amounts.filter((fen) => fen > 0).reduce((a, b) => a + b, 0), amounts.filter((fen) => fen < 0).reduce((a, b) => a - b, 0)];
    const events = [
      fact(stream, unit, {
        type: 'StatementTaken',
        data: { account, number, from: dateOf(now - DAY_MS), to: dateOf(now), openingFen: last.fen, closingFen, lines: lines.length, creditFen, debitFen, fileSha256: sha(stream), isClosing },
      }),
    ];
    for (const [i, line] of lines.entries()) {
      const isBag = 'code' in line;
      const serial = `${account}${number}${i}`;
      events.push(fact(stream, unit, { type: 'BankLineRecorded', data: { account, place: i + 1, serial, kind: isBag ? 'deposit' : line.kind, bookedAt: now, slipCode: isBag ? line.code : null } }, { amountFen: amounts[i]! }));
      if (isBag) {
        events.push(fact(stream, line.unit, { type: 'DepositMatched', data: { account, code: line.code, agent: agentOf(line.unit), serial, place: i + 1, people: line.members.length, pass: 'P1' } }, { amountFen: amounts[i]! }));
        for (const member of line.members) member.isFunded = true;
      } else if (line.kind === 'deposit') {
        events.push(fact(stream, unit, { type: 'LineUnidentified', data: { account, serial, place: i + 1, why: 'no slip code' } }, { amountFen: line.fen }));
      }
    }
    record(...events);
    closings.set(account, { number, fen: closingFen });
  };
  const intake = sha('village file').slice(0, 16);
  record(fact(`intake-${intake}`, units[0]!, { type: 'FileReceived', data: { intake, agent: agentOf(units[0]!), sha256: sha('village file') } }));
  record(fact(`intake-${sha('bad').slice(0, 16)}`, units[0]!, { type: 'FileReceived', data: { intake: sha('bad').slice(0, 16), agent: agentOf(units[0]!), sha256: sha('bad') } }));
  record(fact(`intake-${sha('bad').slice(0, 16)}`, units[0]!, { type: 'FileRefused', data: { intake: sha('bad').slice(0, 16), problem: '缺少列 身份证号' } }));
  const open = new Map<string, Payer[]>(units.map((unit) => [unit, []]));
  const waiting = new Map<string, Closed[]>(townships.map((township) => [township, []]));
  for (let n = 0; n < perVillage; n++) {
    for (const unit of units) {
      const isOfFile = unit === units[0] && n % 2 === 0;
      open.get(unit)!.push(register(unit, isOfFile ? intake : null, isOfFile ? n + 1 : null, n === 3 && unit === units[1] ? payers[0]!.person : n === 4 && unit === units[1] ? sponsoredPerson : undefined));
    }
    if (n % 5 === 4) {
      at(5 + Math.floor(n / 5), 10);
      for (const unit of units) waiting.get(townshipOf(unit))!.push(bag(unit, open.get(unit)!.splice(0, 4), random() < 0.8));
    }
    if (n % 10 === 9) {
      at(6 + Math.floor(n / 5), 18);
      for (const township of townships) statement(township, waiting.get(township)!.splice(0), false);
    }
  }
  record(fact(`intake-${intake}`, units[0]!, {
    type: 'RowsTaken',
    data: { intake, page: 1, taken: Math.ceil(perVillage / 2), skipped: 1, refused: [{ row: 99, column: '收据号', why: '不在本人收据本内', remedy: '改用本人收据' }] },
  }));
  record(fact(`intake-${intake}`, units[0]!, { type: 'FileTaken', data: { intake, total: Math.ceil(perVillage / 2) + 2, taken: Math.ceil(perVillage / 2), refused: 1, skipped: 1 } }));
  const holding = { agent: agentOf(units[0]!), limit: 'days', people: 1, firstReceiptAt: now - 3 * DAY_MS, dueAt: now } as const;
  for (const type of ['HoldingWarned', 'HoldingBreached', 'HoldingEscalated'] as const) {
    record(fact(`agent-${holding.agent}`, units[0]!, { type, data: holding }, { amountFen: PREMIUM_FEN }));
  }
  record(fact('report-monday-20190923', county, {
    type: 'ReportIssued',
    data: { kind: 'monday', onDate: '2019-09-23', position: 10, registered: { people: 1, fen: PREMIUM_FEN }, deposited: { people: 0, fen: 0 }, entered: { people: 0, fen: 0 }, balances: [{ account: '101', balanceFen: 0 }], behind: ['102'] },
  }));
  at(12);
  // What is left goes into a last bag, but for one payer whose agent never banks it.
  for (const unit of units) {
    const rest = open.get(unit)!.splice(0);
    if (unit === units.at(-1)) rest.pop();
    if (rest.length > 0) waiting.get(townshipOf(unit))!.push(bag(unit, rest, true));
  }
  closePhase('collect');

  // screen
  at(15);
  openPhase('screen');
  const screen = (township: string, stage: 'health-centre' | 'tax', round: 1 | 2, list: readonly Payer[], share: number) => {
    const unit = `${county}/${township}`;
    const stream = `screening-${township}-${round}`;
    record(fact(stream, unit, { type: 'ScreeningStarted', data: { round, stage } }));
    const returned: Payer[] = [];
    for (const payer of list) {
      const isReturned = random() < share;
      const reasons: readonly ReturnReason[] = stage === 'tax' ? ['name-differs'] : ['id-check-digit', 'missing-field'];
      record(fact(`registration-${payer.registration}`, payer.unit, isReturned
        ? { type: 'RegistrationReturned', data: { round, stage, reasons } }
        : { type: 'RegistrationPassed', data: { round, stage } }));
      if (isReturned) returned.push(payer);
      payer.isValid = stage === 'tax' && !isReturned;
    }
    record(fact(stream, unit, { type: 'ScreeningFinished', data: { round, stage, passed: list.length - returned.length, returned: returned.length } }));
    return returned;
  };
  const correct = (payer: Payer) => {
    const isNewPerson = random() < 0.5;
    const previousPerson = payer.person;
    if (isNewPerson) payer.person = id();
    record(fact(`registration-${payer.registration}`, payer.unit, { type: 'RegistrationCorrected', data: { fields: isNewPerson ? ['idNumber'] : ['group'], previousPerson, group: isNewPerson ? null : '9组' } }, { person: payer.person }));
    payer.isValid = false;
  };
  for (const township of townships) {
    const unit = `${county}/${township}`;
    const own = payers.filter((payer) => payer.township === township);
    const step = (event: DomainEvent) => record(fact(`township-${township}`, unit, event));
    step({ type: 'FirstCheckStarted', data: { round: 1 } });
    const returnedFirst = screen(township, 'health-centre', 1, own, 0.2);
    step({ type: 'RoundHandedOver', data: { round: 1, people: own.length - returnedFirst.length } });
    step({ type: 'RegisterCheckStarted', data: { round: 1 } });
    const returnedTax = screen(township, 'tax', 1, own.filter((payer) => !returnedFirst.includes(payer)), 0.15);
    step({ type: 'FeedbackReturned', data: { round: 1, people: returnedTax.length } });
    const corrected = [...returnedFirst, ...returnedTax].filter(() => random() < 0.8);
    corrected.forEach(correct);
    step({ type: 'FirstCheckStarted', data: { round: 2 } });
    const stillReturned = screen(township, 'health-centre', 2, corrected, 0.2);
    step({ type: 'RoundHandedOver', data: { round: 2, people: corrected.length - stillReturned.length } });
    at(20);
    step({ type: 'TownshipPhaseClosed', data: { phase: 'screen', isOverridden: false } });
    step({ type: 'TownshipPhaseReopened', data: { phase: 'screen' } });
    record(fact(`lock-${township}`, unit, { type: 'AccountLockUnconfirmed', data: { account: township } }));
    record(fact(`lock-${township}`, unit, { type: 'AccountLocked', data: { account: township, lockedAt: now } }));
    statement(township, [...waiting.get(township)!.splice(0), { kind: 'interest', fen: 37 }, ...(township === '101' ? [{ kind: 'deposit', fen: 12_345 } as const] : [])], true);
    const again = corrected.filter((payer) => !stillReturned.includes(payer));
    step({ type: 'RegisterCheckStarted', data: { round: 2 } });
    screen(township, 'tax', 2, again, 0.2);
  }
  record(fact('statement-101-9', `${county}/101`, { type: 'StatementRefused', data: { account: '101', fileSha256: sha('again'), reasons: ['seen before'] } }));
  closePhase('screen');
  const reopening = id();
  record(fact(`approval-${reopening}`, county, {
    type: 'ApprovalRequested',
    data: { act: 'reopen-phase', requestSha256: sha('reopen screen'), summary: '重开', reason: '漏了一个村', askedBy: 'u_coordinator', request: { phase: 'screen' } },
  }, { actor: 'u_coordinator' }));
  record(fact(`approval-${reopening}`, county, { type: 'ApprovalGranted', data: { grantedBy: 'u_tax' } }, { actor: 'u_tax' }));
  record(fact(campaign, county, { type: 'PhaseReopened', data: { phase: 'screen', reason: '漏了一个村', approvalId: reopening } }));
  closePhase('screen');

  // enroll
  at(26);
  openPhase('enroll');
  const leftovers: { payer: Payer; kind: LeftoverKind }[] = [];
  const leave = (payer: Payer, kind: LeftoverKind) => {
    record(fact(`leftover-${payer.registration}`, payer.unit, { type: 'LeftoverFound', data: { registration: payer.registration, kind } }));
    leftovers.push({ payer, kind });
  };
  for (const township of townships) {
    const unit = `${county}/${township}`;
    const own = payers.filter((payer) => payer.township === township);
    record(fact(`township-${township}`, unit, { type: 'EnrolmentStarted', data: { handover: 1 } }));
    const ready = own.filter((payer) => payer.isValid && payer.isFunded);
    for (const payer of own.filter((one) => !ready.includes(one))) leave(payer, payer.isFunded ? 'wrong-information' : 'registration-without-money');
    const handover = `${township}-1`;
    record(fact(`enrolment-${township}-1`, unit, { type: 'HandoverSent', data: { handover, people: ready.length, pages: 2 } }));
    record(fact(`enrolment-${township}-1`, unit, { type: 'HandoverAccepted', data: { handover } }));
    for (const [i, payer] of ready.entries()) {
      if (i === 1) {
        record(fact(`registration-${payer.registration}`, payer.unit, { type: 'RegistrationRefused', data: { handover, reason: 'insured elsewhere' } }));
        leave(payer, 'refused-by-bureau');
      } else {
        record(fact(`registration-${payer.registration}`, payer.unit, { type: 'RegistrationEnrolled', data: { handover, serial: `S${township}${i}`, benefitStartOn: '2020-01-01' } }));
        payer.isEnrolled = true;
      }
    }
    const enrolled = ready.filter((payer) => payer.isEnrolled);
    for (const [i, payer] of enrolled.entries()) record(fact(`registration-${payer.registration}`, payer.unit, { type: 'CertificateIssued', data: { certificate: `C${township}${i}` } }));
    const page = `${township}-1-1`;
    const fen = enrolled.length * PREMIUM_FEN;
    record(fact(`enrolment-${township}-1`, unit, { type: 'TreasuryEntryOrdered', data: { page, people: enrolled.length, listSha256: sha(page) } }, { amountFen: fen }));
    record(
      fact(`enrolment-${township}-1`, unit, { type: 'TreasuryEntered', data: { page, people: enrolled.length, reference: `T${page}` } }, { amountFen: fen }),
      ...enrolled.map((payer) => fact(`registration-${payer.registration}`, payer.unit, { type: 'PremiumEntered', data: { page } }, { person: payer.person, amountFen: PREMIUM_FEN })),
    );
    record(fact(`enrolment-${township}-1`, unit, { type: 'EnrolmentFinished', data: { handover, enrolled: enrolled.length, refused: ready.length - enrolled.length } }));
    statement(township, [{ kind: 'treasury', fen: 0 - fen }], false);
  }
  closePhase('enroll');

  // resolve
  at(36);
  openPhase('resolve');
  for (const township of townships) {
    const unit = `${county}/${township}`;
    record(fact(`township-${township}`, unit, { type: 'SettlementStarted', data: {} }));
    const own = leftovers.filter(({ payer }) => payer.township === township);
    for (const { payer, kind } of own.filter((one) => !one.payer.isFunded)) {
      record(fact(`leftover-${payer.registration}`, payer.unit, { type: 'LeftoverResolved', data: { registration: payer.registration, kind, outcome: 'nothing-to-return' } }));
    }
    const funded = own.filter(({ payer }) => payer.isFunded);
    const approvalId = id();
    const money = { amountFen: PREMIUM_FEN };
    record(fact(`approval-${approvalId}`, unit, {
      type: 'ApprovalRequested',
      data: { act: 'refund', requestSha256: sha(approvalId), summary: `退款 ${funded.length} 笔`, reason: '信息有误', askedBy: `u_health_${township}`, request: { people: funded.length } },
    }, { actor: `u_health_${township}` }));
    const refund = (payer: Payer, event: DomainEvent) => fact(`refund-${payer.registration}`, payer.unit, event, money);
    for (const { payer } of funded) record(refund(payer, { type: 'RefundRequested', data: { registration: payer.registration, approvalId, reason: '信息有误' } }));
    record(fact(`approval-${approvalId}`, unit, { type: 'ApprovalGranted', data: { grantedBy: `u_tax_${township}` } }, { actor: `u_tax_${township}` }));
    for (const { payer } of funded) record(refund(payer, { type: 'RefundApproved', data: { registration: payer.registration, approvalId } }));
    for (const { payer } of funded) record(refund(payer, { type: 'RefundReleased', data: { registration: payer.registration, account: township, reference: `R${payer.registration}` } }));
    statement(township, [{ kind: 'returned', fen: 0 - funded.length * PREMIUM_FEN }], false);
    for (const { payer } of funded) record(refund(payer, { type: 'RefundHandedOn', data: { registration: payer.registration, agent: payer.agent } }));
    // One agent still holds a refund when the season ends.
    for (const { payer, kind } of township === '101' ? funded.slice(1) : funded) {
      record(refund(payer, { type: 'RefundPaid', data: { registration: payer.registration, signatureSha256: sha(payer.registration) } }));
      record(fact(`leftover-${payer.registration}`, payer.unit, { type: 'LeftoverResolved', data: { registration: payer.registration, kind, outcome: 'refunded' } }));
    }
    if (township !== '101') record(fact(`account-${township}`, unit, { type: 'AccountCleared', data: { account: township, bankBalanceFen: 0 } }));
  }
  record(fact('lock-subsidy', county, { type: 'AccountLocked', data: { account: 'subsidy', lockedAt: now } }));
  closePhase('resolve');

  // publicize
  at(46);
  openPhase('publicize');
  for (const unit of units) {
    const stream = `publicity-${unit.split('/').slice(1).join('-')}`;
    record(fact(stream, unit, { type: 'PostingConfirmed', data: { photoSha256: sha(unit), postedOn: '2019-11-01', people: perVillage } }));
    if (unit === units[0]) {
      record(fact(stream, unit, { type: 'ObjectionRaised', data: { objection: 'o-1', subject: '名字写错' } }));
      record(fact(stream, unit, { type: 'ObjectionAnswered', data: { objection: 'o-1', answer: '已更正' } }));
      record(fact(stream, unit, { type: 'ObjectionRaised', data: { objection: 'o-2', subject: '漏了一户' } }));
    }
    record(fact(stream, unit, { type: 'PostingStood', data: { stoodUntil: '2019-12-01' } }));
    if (unit !== units.at(-1)) record(fact(stream, unit, { type: 'PostingTakenDown', data: { photoSha256: sha(`${unit} down`), takenDownOn: '2019-12-02' } }));
  }
  closePhase('publicize');
  record(fact(campaign, county, { type: 'CampaignClosed', data: {} }));
  return commands;
}

/** A small generator of even numbers in [0, 1): the same for the same seed, on every machine. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const bytes = (random: () => number): Uint8Array => Uint8Array.from({ length: 10 }, () => Math.floor(random() * 256));
