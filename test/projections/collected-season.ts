import type { SeasonBank } from './season-bank.ts';
import {
  agentOf,
  COUNTY,
  DAY_MS,
  dayOf,
  type Payer,
  PREMIUM_FEN,
  type SeasonScribe,
  sha,
  townshipOf,
} from './season-scribe.ts';

/**
 * Registered singly and by a village file, bagged by fours, banked, stated. One payer is registered twice, one stands
 * on a sponsor's list; one agent never banks the last receipt.
 */
export function collectedSeason(scribe: SeasonScribe, bank: SeasonBank, sponsoredPerson: string): void {
  const { at, peoplePerVillage, random, units, townships } = scribe;
  at(4);
  scribe.openPhase('collect');
  const intake = receivedFile(scribe, 'village file');
  const receipts = new Map<string, number>();
  const loose = new Map<string, Payer[]>(units.map((unit) => [unit, []]));
  const personOf = (unit: string, n: number) => {
    if (unit !== units[1]) return scribe.id();
    return n === 3 ? scribe.payers[0]!.person : n === 4 ? sponsoredPerson : scribe.id();
  };
  for (let n = 0; n < peoplePerVillage; n++) {
    for (const unit of units) {
      const number = (receipts.get(unit) ?? units.indexOf(unit) * 1_000) + 1;
      receipts.set(unit, number);
      const line = unit === units[0] && n % 2 === 0 ? n + 1 : null;
      loose
        .get(unit)!
        .push(
          register(scribe, { unit, number, intake: line === null ? null : intake, line, person: personOf(unit, n) }),
        );
    }
    if (n % 5 === 4) {
      at(5 + Math.floor(n / 5), 10);
      for (const unit of units) bank.closeBag(unit, loose.get(unit)!.splice(0, 4), random() < 0.8);
    }
    if (n % 10 === 9) {
      at(6 + Math.floor(n / 5), 18);
      for (const township of townships) bank.takeStatement(township);
    }
  }
  finishFile(scribe, intake);
  watchAndReport(scribe);
  at(12);
  for (const unit of units) {
    const rest = loose.get(unit)!.slice(0, unit === units.at(-1) ? -1 : undefined);
    if (rest.length > 0) bank.closeBag(unit, rest, true);
  }
  scribe.closePhase('collect');
}

type Taken = {
  readonly unit: string;
  readonly number: number;
  readonly intake: string | null;
  readonly line: number | null;
  readonly person: string;
};

function register(scribe: SeasonScribe, { unit, number, intake, line, person }: Taken): Payer {
  const { fact, now, random, record } = scribe;
  const agent = agentOf(unit);
  const payer: Payer = {
    registration: scribe.id(),
    unit,
    agent,
    township: townshipOf(unit),
    person,
    isFunded: false,
    isValid: false,
    isEnrolled: false,
  };
  const data = {
    agent,
    receipt: `SC2020-${String(number).padStart(8, '0')}`,
    group: `${1 + Math.floor(random() * 5)}组`,
    channel: 'agent',
    source: intake === null ? 'single' : 'file',
    file: intake,
    line,
    // Some receipts are typed in a day late.
    receivedOn: dayOf(now() - (random() < 0.3 ? DAY_MS : 0)),
  } as const;
  const more = { actor: `u_${agent}`, person, amountFen: PREMIUM_FEN };
  record(fact(`registration-${payer.registration}`, unit, { type: 'PersonRegistered', data }, more));
  scribe.payers.push(payer);
  return payer;
}

function receivedFile({ fact, record, units }: SeasonScribe, name: string): string {
  const receive = (text: string) => {
    const intake = sha(text).slice(0, 16);
    record(
      fact(`intake-${intake}`, units[0]!, {
        type: 'FileReceived',
        data: { intake, agent: agentOf(units[0]!), sha256: sha(text) },
      }),
    );
    return intake;
  };
  const bad = receive('a file without its column');
  record(fact(`intake-${bad}`, units[0]!, { type: 'FileRefused', data: { intake: bad, problem: '缺少列 身份证号' } }));
  return receive(name);
}

function finishFile({ fact, peoplePerVillage, record, units }: SeasonScribe, intake: string): void {
  const taken = Math.ceil(peoplePerVillage / 2);
  record(fact(`intake-${intake}`, units[0]!, { type: 'FileChecked', data: { intake, total: taken + 2 } }));
  const refused = [{ row: 99, column: '收据号', why: '不在本人收据本内', remedy: '改用本人收据' }];
  record(
    fact(`intake-${intake}`, units[0]!, { type: 'RowsTaken', data: { intake, page: 1, taken, skipped: 1, refused } }),
  );
  record(
    fact(`intake-${intake}`, units[0]!, {
      type: 'FileTaken',
      data: { intake, total: taken + 2, taken, refused: 1, skipped: 1 },
    }),
  );
}

function watchAndReport({ fact, now, record, units }: SeasonScribe): void {
  const [unit, at] = [units[0]!, now()];
  const holding = {
    agent: agentOf(unit),
    limit: 'days',
    people: 1,
    firstReceiptAt: at - 3 * DAY_MS,
    dueAt: at,
  } as const;
  for (const type of ['HoldingWarned', 'HoldingBreached', 'HoldingEscalated'] as const) {
    record(fact(`agent-${holding.agent}`, unit, { type, data: holding }, { amountFen: PREMIUM_FEN }));
  }
  const nothing = { people: 0, fen: 0 };
  const figures = { registered: { people: 1, fen: PREMIUM_FEN }, deposited: nothing, entered: nothing };
  record(
    fact('report-monday-20190923', COUNTY, {
      type: 'ReportIssued',
      data: {
        kind: 'monday',
        onDate: '2019-09-23',
        position: 10,
        ...figures,
        balances: [{ account: '101', balanceFen: 0 }],
        behind: ['102'],
      },
    }),
  );
}
