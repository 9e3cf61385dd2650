import { madeUpPayments } from '@canbao/domain/rehearsal/made-up-payments';
import { madeUpPeople } from '@canbao/domain/rehearsal/made-up-people';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { canariesOf, type Canary, needlesOf } from './canary.ts';
import { columnsOf, filesOf, type Haystack } from './haystack.ts';
import { type Needle, needleSearch, type NeedleSearch } from './needle-search.ts';
import { campaign, seasonAtRest, type SeasonAtRest, seasonPatienceMs } from './season-at-rest.ts';
import { seasonsCounty } from './seasons-county.ts';
import { seasonsVault } from './seasons-vault.ts';

const county = seasonsCounty();
const payments = county.townships.flatMap((township) => madeUpPayments(county, township));
const people = county.townships.flatMap((township) => [...madeUpPeople(county, township)]);

let season: SeasonAtRest;
let canaries: readonly Canary[];
let accounts: readonly { readonly displayName: string; readonly password: string }[];
let search: NeedleSearch;
beforeAll(async () => {
  season = await seasonAtRest();
  ({ accounts } = JSON.parse(readFileSync(join(season.dataFolder, 'accounts.json'), 'utf8')));
  canaries = canariesOf(county, new Set(accounts.map(({ displayName }) => displayName)));
  search = needleSearch([...canaries.flatMap(needlesOf), ...publicWords.map(textNeedle)]);
}, seasonPatienceMs);
afterAll(() => season.leave());

/** A search takes a second of work; two overworked cores make half a minute of it. */
const searchPatienceMs = 120_000;

const textNeedle = (name: string) => ({ name, bytes: Buffer.from(name) });
// What may be read anywhere: where one of them lies, the search has read that place.
const publicWords = [campaign, 'PersonRegistered', 'u_coordinator_1'];

/** Where canaries are: the place and the shape. `words`: what is there of the public words. */
async function hitsIn(haystacks: Iterable<Haystack> | AsyncIterable<Haystack>, look = search) {
  const [hits, words]: [string[], string[]] = [[], []];
  for await (const { place, bytes } of haystacks)
    for (const found of look(bytes)) (publicWords.includes(found) ? words : hits).push(`${place}: ${found}`);
  return { hits, words };
}

/** What a database has written to disk: the pages of its tables with all that was deleted, indexes, statistics. */
async function* pagesOf(database: string): AsyncGenerator<Haystack> {
  const folder = await asOwner('postgres', async (client) => {
    await client.query('checkpoint');
    const { rows } = await client.query<{ oid: number }>('select oid from pg_database where datname = $1', [database]);
    return join(season.dataFolder, 'pg', 'base', `${rows[0]?.oid}`);
  });
  for (const { bytes } of filesOf(folder)) yield { place: database, bytes };
}

async function asOwner<T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: season.url(database) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const temporalFiles = () => filesOf(season.dataFolder, (path) => !path.startsWith('temporal.db'));
const logFiles = () => filesOf(join(season.dataFolder, 'logs'));
// The files of the server hold the outside world's database and its journal; what is ours there is searched apart.
const otherFiles = () => filesOf(season.folder, (path) => /^data\/(pg|logs|temporal\.db)/.test(path));

test('everybody flies: who paid is in the vault, and wrong numbers were typed', async () => {
  const vault = await seasonsVault(season);
  try {
    const rightly = payments.filter(({ mistake }) => mistake !== 'wrong-id-digit');
    const documents = rightly.map(({ person }) => ({ documentType: 'resident-id', number: person.idNumber }));
    expect((await vault.find(campaign, documents)).filter((key) => key === null)).toStrictEqual([]);
  } finally {
    await vault.close();
  }
  const wrong = payments.filter(({ mistake }) => mistake === 'wrong-id-digit').length;
  expect(wrong).toBeGreaterThan(0);
  expect(season.summary.people['made-up errors']).toMatchObject({ 'wrong-id-digit': wrong });
  const count = (kind: Canary['kind']) => canaries.filter((one) => one.kind === kind).length;
  expect(count('ID number')).toBe(county.people + wrong);
  expect(count('name')).toBeGreaterThan(200);
  expect(count('birth date')).toBeGreaterThan(300);
});

const places: readonly (readonly [string, () => Iterable<Haystack> | AsyncIterable<Haystack>, string])[] = [
  ['no table of canbao', () => columnsOf(season.url('canbao')), 'public.event_1.leaf: PersonRegistered'],
  ['no table of canbao_keys', () => columnsOf(season.url('canbao_keys')), `public.wrapped_key.campaign: ${campaign}`],
  ['no page that canbao has on disk', () => pagesOf('canbao'), 'canbao: PersonRegistered'],
  ['no page that canbao_keys has on disk', () => pagesOf('canbao_keys'), `canbao_keys: ${campaign}`],
  ['the engine’s own store in no place', temporalFiles, `temporal.db: ${campaign}`],
  ['no log of the API', logFiles, 'api.log: u_coordinator_1'],
  ['no log of the outside world', logFiles, `counterparts.log: ${campaign}`],
  ['no other file', otherFiles, 'data/accounts.json: u_coordinator_1'],
];

test.each(places)(
  'T56 T57 %s names anybody, as text or digest or encoded',
  async (_, haystacks, known) => {
    const { hits, words } = await hitsIn(haystacks());
    expect(hits).toStrictEqual([]);
    expect(words).toContain(known);
  },
  searchPatienceMs,
);

test('T56 the logs of all processes have been searched, PostgreSQL’s own too', () => {
  const processes = ['api', 'counterparts', 'postgres', 'projector', 'rehearsal', 'temporal', 'worker'];
  const files = [...logFiles()].map(({ place }) => place);
  expect(files).toStrictEqual(expect.arrayContaining(processes.map((name) => `${name}.log`)));
});

test('what somebody is sponsored for stands in no table, log or store', async () => {
  const categories = new Set(people.flatMap(({ sponsored }) => sponsored?.category ?? []));
  expect(categories.size).toBeGreaterThan(1);
  const look = needleSearch([...categories].map(textNeedle));
  for (const haystacks of [columnsOf(season.url('canbao')), temporalFiles(), logFiles()])
    expect((await hitsIn(haystacks, look)).hits).toStrictEqual([]);
});

test('no receipt number is in the engine’s store or in a log', async () => {
  const look = needleSearch(payments.map(({ receipt }) => textNeedle(receipt)));
  for (const haystacks of [temporalFiles(), logFiles()]) expect((await hitsIn(haystacks, look)).hits).toStrictEqual([]);
  expect((await hitsIn(columnsOf(season.url('canbao')), look)).hits.length).toBeGreaterThan(payments.length);
});

test('R-201 a password stands nowhere but in the list of made-up accounts', async () => {
  const look = needleSearch(accounts.map(({ password }) => textNeedle(password)));
  for (const haystacks of [columnsOf(season.url('canbao')), temporalFiles(), logFiles()])
    expect((await hitsIn(haystacks, look)).hits).toStrictEqual([]);
  expect((await hitsIn(otherFiles(), look)).hits).toHaveLength(accounts.length);
});

describe('the search is not blind:', () => {
  // Every fourth, numbers, names and dates among them, and whatever was typed wrong.
  const wrongly = new Set(
    payments.flatMap(({ mistake, typed }) => (mistake === 'wrong-id-digit' ? typed.idNumber : [])),
  );
  const planted = () => canaries.filter(({ text }, index) => index % 4 === 0 || wrongly.has(text)).flatMap(needlesOf);

  test('it finds everybody who was enrolled in the database of the outside world', async () => {
    const { hits } = await hitsIn(columnsOf(season.url('canbao_counterparts')));
    const found = new Set(hits.filter((hit) => hit.endsWith(' as text')).map((hit) => hit.split(' ').at(-3)));
    const numbers = new Set(canaries.filter(({ kind }) => kind === 'ID number').map(({ text }) => text));
    expect([...found].filter((text) => text && numbers.has(text)).length).toBeGreaterThan(300);
  });

  const plant = async (client: pg.Client, needles: readonly Needle[], text: string) => {
    await client.query('create table planted (bytes bytea, words text, fact jsonb)');
    await client.query('insert into planted (bytes) select unnest($1::bytea[])', [needles.map(({ bytes }) => bytes)]);
    await client.query('insert into planted (words, fact) values ($1, $2)', [`<${text}>`, { who: [text] }]);
  };
  const inTable = async () => {
    const needles = planted();
    const names = needles.map(({ name }) => name);
    await asOwner('canbao', (client) => plant(client, needles, canaries[0]!.text));
    try {
      const { hits } = await hitsIn(columnsOf(season.url('canbao')));
      expect(hits.filter((hit) => hit.startsWith('public.planted.bytes: '))).toHaveLength(names.length);
      const others = ['words', 'fact'].map((column) => `public.planted.${column}: ${names[0]}`);
      expect(hits).toStrictEqual(expect.arrayContaining(others));
      await asOwner('canbao', (client) => client.query('delete from planted'));
      const onDisk = new Set((await hitsIn(pagesOf('canbao'))).hits);
      expect(names.filter((name) => !onDisk.has(`canbao: ${name}`))).toStrictEqual([]);
    } finally {
      await asOwner('canbao', (client) => client.query('drop table planted'));
    }
  };
  test(
    'a canary in a table is found in every shape, and on disk when it has been deleted',
    inTable,
    2 * searchPatienceMs,
  );

  const inFiles = async () => {
    const needles = planted();
    const scratch = mkdtempSync(join(season.folder, 'planted-'));
    try {
      for (const { place, bytes } of [...temporalFiles(), ...logFiles()]) {
        const middle = bytes.length >> 1;
        const among = needles.flatMap((needle) => [needle.bytes, Buffer.from('.')]);
        writeFileSync(
          join(scratch, place),
          Buffer.concat([bytes.subarray(0, middle), ...among, bytes.subarray(middle)]),
        );
      }
      const { hits } = await hitsIn(filesOf(scratch));
      for (const file of ['temporal.db', 'api.log', 'postgres.log'])
        expect(hits.filter((hit) => hit.startsWith(`${file}: `))).toHaveLength(needles.length);
    } finally {
      rmSync(scratch, { recursive: true });
    }
  };
  test('a canary in the middle of the engine’s store or of a log is found in every shape', inFiles, searchPatienceMs);
});
