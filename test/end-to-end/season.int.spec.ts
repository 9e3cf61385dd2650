import { phases } from '@canbao/domain/campaign/phase';
import { madeUpPayments } from '@canbao/domain/rehearsal/made-up-payments';
import { madeUpPeople } from '@canbao/domain/rehearsal/made-up-people';
import { seededRandom } from '@canbao/domain/rehearsal/seeded-random';
import { readPage } from '@canbao/event-log/read-page';
import type { RecordedEvent } from '@canbao/event-log/recorded-event';
import { tamperedEvents } from '@canbao/event-log/tampered-events';
import { buildAsOf } from '@canbao/projections/build-as-of';
import { contributionQuery, type MeasureName } from '@canbao/projections/contribution/contribution.query';
import { identityQuery } from '@canbao/projections/identity/identity.query';
import { moneyPlaceQuery } from '@canbao/projections/money-place/money-place.query';
import { openReading, type Reading } from '@canbao/projections/open-reading';
import { projectGroup } from '@canbao/projections/project-group';
import { allProjections, projections } from '@canbao/projections/projections';
import { liveHandle, type ReadingHandle } from '@canbao/projections/reading-handle';
import { rebuildProjection } from '@canbao/projections/rebuild-projection';
import { receiptBookQuery } from '@canbao/projections/receipt-book/receipt-book.query';
import { villageProgressQuery } from '@canbao/projections/village-progress/village-progress.query';
import { sql } from 'kysely';
import { createHash } from 'node:crypto';
import { campaign, seasonAtRest, type SeasonAtRest, script, seasonPatienceMs } from './season-at-rest.ts';
import { seasonsCounty } from './seasons-county.ts';
import { seasonsVault } from './seasons-vault.ts';

const county = seasonsCounty();
const payments = county.townships.flatMap((township) => madeUpPayments(county, township));

let season: SeasonAtRest;
let reading: Reading;
let live: ReadingHandle;
let events: readonly RecordedEvent[];
beforeAll(async () => {
  season = await seasonAtRest();
  reading = await openReading(season.url('canbao', 'canbao_projector'));
  live = liveHandle(reading.db, (await reading.log.campaignNumber(campaign))!);
  // The projector was stopped in the middle of its work, as everything was.
  for (const group of Object.values(projections)) while ((await projectGroup(reading.db, group)) > 0);
  ({ events } = await readPage(reading.log, { campaign, next: 0 }, 1_000_000));
}, seasonPatienceMs);
afterAll(async () => {
  await reading?.close();
  await season?.leave();
});

const ask = async <Row>(query: ReturnType<typeof sql<Row>>) => (await query.execute(reading.db)).rows;
const eventsOf = (type: string) => events.filter((event) => event.type === type);
const peopleOf = (type: string) => eventsOf(type).map(({ person }) => person?.key);
const sum = (list: readonly (number | null)[]) => list.reduce<number>((all, one) => all + (one ?? 0), 0);

test('a whole season is played by its people and ends by itself, every promise kept', () => {
  expect(season.end).toBe('code 0');
  expect(season.said).toMatch(/season ended in .*, every identity closes/);
});

test('R-301 R-302 the county and each township open and close the six phases in order', () => {
  const walk = phases.flatMap((phase) => [`opened ${phase}`, `closed ${phase}`]);
  const walked = (stream: string, word: string) =>
    events
      .filter((event) => event.stream === stream && new RegExp(`^${word}(Opened|Closed)$`).test(event.type))
      .map(({ type, data }) => `${type.endsWith('Opened') ? 'opened' : 'closed'} ${String(data['phase'])}`);
  expect(walked(`campaign-${campaign}`, 'Phase').toSorted()).toStrictEqual(walk.toSorted());
  const closedInOrder = walked(`campaign-${campaign}`, 'Phase').filter((step) => step.startsWith('closed'));
  expect(closedInOrder).toStrictEqual(phases.map((phase) => `closed ${phase}`));
  for (const { code } of county.townships) expect(walked(`township-${code}`, 'TownshipPhase')).toStrictEqual(walk);
  expect(events.filter(({ type }) => type.includes('Overridden'))).toStrictEqual([]);
  expect(events.filter(({ type }) => type === 'CampaignClosed')).toHaveLength(1);
});

test('R-604b every identity closes, and none over nothing', async () => {
  const identities = await identityQuery.all(live);
  expect(identities.filter(({ closes }) => !closes)).toStrictEqual([]);
  for (const { name, terms } of identities)
    expect({ name, moved: Object.values(terms).some((fen) => fen > 0) }).toStrictEqual({ name, moved: true });
  expect(season.summary.identities.map(({ name, closes }) => ({ name, closes }))).toStrictEqual(
    identities.map(({ name }) => ({ name, closes: true })),
  );
});

test('R-402 every receipt book is settled, with spoilt sheets void and the two missing ones found out about', async () => {
  const books = eventsOf('ReceiptBookIssued');
  expect(
    eventsOf('ReceiptBookSettled')
      .map(({ stream }) => stream)
      .toSorted(),
  ).toStrictEqual(books.map(({ stream }) => stream).toSorted());
  for (const { code } of county.townships)
    for (const { book, status, unaccounted, openCases } of await receiptBookQuery.ofTownship(live, code))
      expect([book, status, unaccounted, openCases]).toStrictEqual([book, 'settled', 0, 0]);
  expect(eventsOf('ReceiptCaseClosed').map(({ data }) => data['finding'])).toStrictEqual(['used', 'lost']);
  expect(eventsOf('ReceiptVoided').map(({ data }) => data['why'])).toContain('spoilt');
});

test('I1 what stands in all places is what was collected, and the pending accounts are empty, by the bank’s book too', async () => {
  const inside = await moneyPlaceQuery.inside(live);
  const collected = sum(eventsOf('PersonRegistered').map(({ amountFen }) => amountFen));
  expect(collected).toBeGreaterThan(0);
  expect(sum(inside.map(({ fen }) => fen))).toBe(collected);
  const left = inside.filter(({ fen }) => fen !== 0).map(({ place }) => place);
  expect(left).toStrictEqual(['treasury', 'refunded-to-payers']);
  expect(await moneyPlaceQuery.holders(live, 'pending-accounts')).toStrictEqual([]);
  const { outside, places, collectedFen } = season.summary;
  expect(outside).toMatchObject({ bank: { balanceFen: 0, depositedFen: collected, treasuryFen: places['treasury'] } });
  expect(collectedFen).toBe(collected);
});

test('R-605 entered people = people with a serial number = people with a certificate, here and outside', () => {
  const entered = new Set(eventsOf('PremiumEntered').map(({ stream }) => stream));
  const enrolled = new Set(eventsOf('RegistrationEnrolled').map(({ stream }) => stream));
  const certified = new Set(eventsOf('CertificateIssued').map(({ stream }) => stream));
  expect(entered.size).toBeGreaterThan(300);
  expect([...enrolled].toSorted()).toStrictEqual([...entered].toSorted());
  expect([...certified].toSorted()).toStrictEqual([...entered].toSorted());
  expect(new Set(eventsOf('RegistrationEnrolled').map(({ data }) => data['serial'])).size).toBe(entered.size);
  expect(new Set(eventsOf('CertificateIssued').map(({ data }) => data['certificate'])).size).toBe(entered.size);
  expect(season.summary.outside).toMatchObject({
    insurance: { enrolled: entered.size },
    tax: { certificates: entered.size, enteredPeople: entered.size, enteredFen: season.summary.measures.entered.fen },
  });
});

test('R-407 nobody is enrolled twice, although somebody paid twice', async () => {
  const twice = await ask(sql<{ person: string }>`
    select e.person from event e join event_type t on t.code = e.type
    where e.campaign = ${live.campaign} and t.name = 'RegistrationEnrolled' group by e.person having count(*) > 1`);
  expect(twice).toStrictEqual([]);
  const paid = peopleOf('PersonRegistered');
  const paidTwice = new Set(paid.filter((person, index) => paid.indexOf(person) !== index));
  expect(paidTwice.size).toBe(payments.filter(({ mistake }) => mistake === 'duplicate-person').length);
  expect(paidTwice.size).toBeGreaterThan(0);
});

test('I9 positions and the versions of every stream are without gaps', async () => {
  const holes = await ask(sql<{ what: string }>`
    select 'positions' as what from event where campaign = ${live.campaign} having min(position) <> 0
      or max(position) <> count(*) - 1 or count(*) <> (select head from log where campaign = ${live.campaign})
    union all
    select 'versions of ' || stream from event where campaign = ${live.campaign}
      group by stream having min(version) <> 1 or max(version) <> count(*)`);
  expect(holes).toStrictEqual([]);
  expect(events.length).toBeGreaterThan(3_000);
});

test('I11 R-1003 every hash is that of its leaf, and every column says what its leaf says', async () => {
  const rows = await ask(sql<{ position: number; leaf: Buffer; leaf_hash: Buffer }>`
    select position, leaf, leaf_hash from event where campaign = ${live.campaign} order by position`);
  const hashOf = (leaf: Buffer) => createHash('sha256').update(Buffer.of(0)).update(leaf).digest();
  expect(rows.filter(({ leaf, leaf_hash }) => !hashOf(leaf).equals(leaf_hash))).toStrictEqual([]);
  expect(rows).toHaveLength(events.length);
  expect(await tamperedEvents(reading.log, campaign, { next: 0, end: events.length })).toStrictEqual([]);
});

test('I2 money sums to zero at every position, and no place inside ever holds less than nothing', async () => {
  const moved = await ask(sql<{ position: number; fen: number }>`
    select position, sum(fen)::bigint as fen from reading.money_move where campaign = ${live.campaign} group by position`);
  expect(moved.length).toBeGreaterThan(2 * payments.length);
  expect(moved.filter(({ fen }) => fen !== 0)).toStrictEqual([]);
  const below = await ask(sql<{ position: number; place: string; holder: string }>`
    select position, place, holder from (
      select position, place, holder, sum(fen) over (partition by place, holder order by position) as balance
      from reading.money_move where campaign = ${live.campaign} and place not in ('payers', 'bank', 'unknown-depositors')
    ) running where balance < 0`);
  expect(below).toStrictEqual([]);
});

describe('T50 R-1002 rebuilt from the log, the table equals the live one:', () => {
  test.each(allProjections.map((projection) => [projection.name, projection] as const))('%s', async (_, projection) => {
    const rebuilt = await rebuildProjection(reading.db, projection);
    expect(rebuilt).toMatchObject({ isEqual: true, oldRows: rebuilt.rows });
  });

  test('and none of them is empty but those of what nobody has done or left undone', async () => {
    const counts = await Promise.all(
      allProjections.map(async ({ name }) => {
        const [{ rows } = { rows: 0 }] = await ask(
          sql<{ rows: number }>`select count(*)::int as rows from ${sql.id('reading', name.replaceAll('-', '_'))}`,
        );
        return { name, rows };
      }),
    );
    // Nobody moves a date, and no made-up number comes near another that is registered too.
    const empty = ['deadline-move', 'loose-receipt', 'near-duplicate'];
    expect(
      counts
        .filter(({ rows }) => rows === 0)
        .map(({ name }) => name)
        .toSorted(),
    ).toStrictEqual(empty);
  });
});

test('T52 R-1002 R-803a the three measures as of a random position are the fold of the events before it', async () => {
  const random = seededRandom(Date.now());
  const first = events.findIndex(({ type }) => type === 'PersonRegistered');
  const thirds = [0, 1, 2].map((third) => first + Math.ceil(((third + random()) * (events.length - first)) / 3));
  for (const position of thirds) {
    const asOf = await buildAsOf(reading.db, live.campaign, position);
    const { measures } = await villageProgressQuery.county(asOf);
    const before = events.slice(0, position);
    const told = {
      position,
      registered: fold(before, 'PersonRegistered'),
      deposited: fold(before, 'DepositMatched'),
      entered: fold(before, 'PremiumEntered'),
    };
    expect({ position, ...measures }).toStrictEqual(told);
    // Between the events of one command a statement has a header and no lines yet, and the treasury has answered.
    const open = (await identityQuery.all(asOf)).filter(({ closes }) => !closes).map(({ name }) => name);
    expect({ position, open: open.filter((name) => name !== 'bank' && name !== 'treasury') }).toStrictEqual({
      position,
      open: [],
    });
    for (const measure of ['registered', 'deposited', 'entered'] as const)
      expect({ position, measure, ...(await contributions(measure, position)) }).toStrictEqual({
        position,
        measure,
        ...told[measure],
      });
  }
});

function fold(before: readonly RecordedEvent[], type: string) {
  const counted = before.filter((event) => event.type === type);
  const people = sum(counted.map(({ data }) => (typeof data['people'] === 'number' ? data['people'] : 1)));
  return { people, fen: sum(counted.map(({ amountFen }) => amountFen)) };
}

async function contributions(measure: MeasureName, to: number) {
  const { people, fen } = await contributionQuery.sum(live, { measure, unit: '419998', from: 0, to });
  return { people, fen };
}

test('the same seed gives the same people and mistakes, whatever the instants were', () => {
  const receipts = eventsOf('PersonRegistered').map(({ data }) =>
    [data['agent'], data['receipt'], data['group'], data['source']].join(' '),
  );
  const planned = payments.map(({ agent, receipt, typed, entry }) => [agent, receipt, typed.group, entry].join(' '));
  expect(receipts.toSorted()).toStrictEqual(planned.toSorted());
  const mistakes: Record<string, number> = {};
  for (const { mistake } of payments) if (mistake) mistakes[mistake] = (mistakes[mistake] ?? 0) + 1;
  expect(season.summary.people['made-up errors']).toMatchObject(mistakes);
  const listed = county.townships.flatMap((township) =>
    [...madeUpPeople(county, township)].filter(({ sponsored }) => sponsored),
  );
  expect(eventsOf('PersonListed')).toHaveLength(listed.length);
  expect(season.summary).toMatchObject({ seed: script.seed, people: { eligible: script.people } });
});

test('R-406 the vault holds what was typed and what was corrected, and nothing was lost in between', async () => {
  const vault = await seasonsVault(season);
  const purpose = { actor: 'u_auditor_1', why: 'end-to-end test', caseNumber: null };
  try {
    const registered = new Map(eventsOf('PersonRegistered').map(({ data, person }) => [data['receipt'], person!.key]));
    const people = [...new Set(registered.values())];
    const histories = await vault.revealHistory(campaign, people, 'identity', purpose);
    const typedNowhere = payments.filter(({ receipt, typed }) => {
      const known = histories.get(registered.get(receipt)!) ?? [];
      const values = known.map(({ value }) => value.reveal());
      return !values.some(({ idNumber, name }) => idNumber === typed.idNumber && name === typed.name);
    });
    expect(typedNowhere.map(({ receipt }) => receipt)).toStrictEqual([]);
    const corrected = eventsOf('RegistrationCorrected');
    const receiptOf = new Map(eventsOf('PersonRegistered').map(({ stream, data }) => [stream, data['receipt']]));
    const newest = await vault.reveal(
      campaign,
      corrected.map(({ person }) => person!.key),
      'identity',
      purpose,
    );
    const mended = payments.filter(({ receipt }) => corrected.some(({ stream }) => receiptOf.get(stream) === receipt));
    expect(mended.length).toBeGreaterThan(0);
    for (const { receipt, person } of mended) {
      const key = corrected.findLast(({ stream }) => receiptOf.get(stream) === receipt)!.person!.key;
      expect(newest.get(key)?.reveal()).toMatchObject({ idNumber: person.idNumber, name: person.name });
    }
  } finally {
    await vault.close();
  }
});
