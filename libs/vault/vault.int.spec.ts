import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { appendEvents } from '@canbao/event-log/append-events';
import { digestOf } from '@canbao/event-log/digest-of';
import { openCampaignLog } from '@canbao/event-log/open-campaign-log';
import { type EventLog, openEventLog } from '@canbao/event-log/open-event-log';
import { type Lane, openLane } from '@canbao/event-log/open-lane';
import { readStream } from '@canbao/event-log/read-stream';
import type { Group } from './group.ts';
import { openVault } from './open-vault.ts';
import type { PersonKey } from './person-key.ts';
import { scratchVault } from './scratch-vault.ts';
import type { PersonValue, Sealing, Vault } from './vault.ts';

const K = '411722-2020';
const purpose = { actor: 'u_1', why: 'screening page', caseNumber: null };
const basis = { basis: 'retention is over', askedBy: 'u_1', approvedBy: 'u_2', backupDays: 35 };

let scratch: Awaited<ReturnType<typeof scratchVault>>;
let vault: Vault;
/** The owner of both databases, for what no role of ours may do. */
let log: EventLog;
let keys: EventLog;
let lane: Lane;

beforeAll(async () => {
  scratch = await scratchVault();
  vault = scratch.vault;
  log = await openEventLog(scratch.database.ownerUrl);
  keys = await openEventLog(scratch.database.keysUrl);
  await openCampaignLog(log, K);
  lane = await openLane(log, K);
});

afterAll(async () => {
  await lane.close();
  await log.close();
  await keys.close();
  await scratch.drop();
});

let made = 0;
const number = (): string => `N${++made}`;
const document = (n: string) => ({ documentType: 'resident-id', number: n });
const identity = (n: string, name: string) => ({ documentType: 'resident-id', idNumber: n, name });
const accessRows = async () =>
  (await log.pool.query('select * from vault.access_log order by position')).rows as {
    position: number;
    why: string;
  }[];

/** Somebody new, whose identity is sealed and in the log. */
async function someone(name = '王小明'): Promise<{ person: PersonKey; n: string }> {
  const n = number();
  const [person] = await vault.identify(K, [document(n)]);
  await record('identity', [{ person: person!, value: identity(n, name) }]);
  return { person: person!, n };
}

/** Seals and appends as a command does: ciphertext and event in one transaction. */
async function record<G extends Group>(group: G, rows: readonly PersonValue<G>[]): Promise<Sealing> {
  const sealing = await vault.seal(K, group, rows);
  const commandId = `command-${++made}`;
  const streams = rows.map(({ person }, row) => ({
    stream: `${group}test-${person}`,
    expectedVersion: sealing.sealed[row]!.keyVersion - 1,
    events: [
      {
        type: 'PersonDescribed',
        data: {},
        unit: '411722/101/03',
        actor: 'u_1',
        occurredAt: 0,
        person: { key: person, [group]: sealing.commitments[row]! },
      },
    ],
  }));
  const outcome = await appendEvents(lane, {
    commandId,
    digest: digestOf({ commandId }),
    streams,
    sealed: sealing.sealed,
  });
  expect(outcome.kind).toBe('appended');
  return sealing;
}

describe('identify', () => {
  test('R-407 eight pages with the same people in another order, at the same time, give everybody one key', async () => {
    for (let round = 0; round < 3; round++) {
      const documents = Array.from({ length: 1_000 }, () => document(number()));
      const shuffles = Array.from({ length: 8 }, () => documents.toSorted(() => Math.random() - 0.5));
      const answers = await Promise.all(shuffles.map((page) => vault.identify(K, page)));
      const keysOf = new Map<string, Set<string>>();
      answers.forEach((persons, page) =>
        persons.forEach((person, row) => {
          const n = shuffles[page]![row]!.number;
          keysOf.set(n, (keysOf.get(n) ?? new Set()).add(person));
        }),
      );
      expect([...keysOf.values()].every((set) => set.size === 1)).toBe(true);
      expect(new Set([...keysOf.values()].flatMap((set) => [...set])).size).toBe(1_000);
    }
  });

  test('one document twice in a page is one person, and answers keep the order of the question', async () => {
    const [a, b] = [document(number()), document(number())];
    const first = await vault.identify(K, [a, b, a]);
    expect(first[0]).toBe(first[2]);
    expect(first[0]).not.toBe(first[1]);
    expect(await vault.identify(K, [b, a])).toStrictEqual([first[1], first[0]]);
  });

  test('a person has another key in another campaign', async () => {
    const page = [document(number())];
    expect(await vault.identify(K, page)).not.toStrictEqual(await vault.identify('411722-2021', page));
  });

  test('find answers null for a stranger and creates nobody', async () => {
    const stranger = document(number());
    const { person, n } = await someone();
    expect(await vault.find(K, [stranger, document(n), stranger])).toStrictEqual([null, person, null]);
    expect(await vault.find(K, [stranger])).toStrictEqual([null]);
    expect(await vault.find(K, [{ ...document(n), documentType: 'passport' }])).toStrictEqual([null]);
  });

  test('an empty page is an empty answer', async () => {
    expect(await vault.identify(K, [])).toStrictEqual([]);
    expect(await vault.find(K, [])).toStrictEqual([]);
    expect(await vault.seal(K, 'contact', [])).toStrictEqual({ sealed: [], commitments: [] });
    expect((await vault.reveal(K, [], 'identity', purpose)).size).toBe(0);
  });

  test('R-406 a corrected number leads to the same person, and the wrong one to nobody, so that its owner may come', async () => {
    const { person, n } = await someone();
    const right = document(number());
    expect(await vault.attach(K, [{ person, document: right }])).toStrictEqual([person]);
    await vault.detach(K, [{ person, document: document(n) }]);
    expect(await vault.find(K, [right, document(n)])).toStrictEqual([person, null]);
  });

  test('R-407 a number corrected to one that is taken answers whose it is, and changes nothing', async () => {
    const [mine, theirs] = [await someone(), await someone()];
    expect(await vault.attach(K, [{ person: mine.person, document: document(theirs.n) }])).toStrictEqual([
      theirs.person,
    ]);
    await vault.detach(K, [{ person: mine.person, document: document(theirs.n) }]);
    expect(await vault.find(K, [document(mine.n), document(theirs.n)])).toStrictEqual([mine.person, theirs.person]);
  });
});

describe('seal and reveal', () => {
  test('what was sealed is revealed, and the event carries its commitment', async () => {
    const { person, n } = await someone('欧阳娜娜');
    const revealed = await vault.reveal(K, [person], 'identity', purpose);
    expect(revealed.get(person)!.reveal()).toStrictEqual(identity(n, '欧阳娜娜'));
    const history = await vault.revealHistory(K, [person], 'identity', purpose);
    const [event] = await readStream(log, K, `identitytest-${person}`);
    expect(event!.person).toStrictEqual({ key: person, identity: history.get(person)![0]!.commitment });
  });

  test('R-406 a correction keeps the old value', async () => {
    const { person, n } = await someone('王晓明');
    await record('identity', [{ person, value: identity(n, '王小明') }]);
    const newest = await vault.reveal(K, [person], 'identity', purpose);
    expect(newest.get(person)!.reveal().name).toBe('王小明');
    const history = (await vault.revealHistory(K, [person], 'identity', purpose)).get(person)!;
    expect(history.map(({ keyVersion, value }) => [keyVersion, value.reveal().name])).toStrictEqual([
      [1, '王晓明'],
      [2, '王小明'],
    ]);
    const events = await readStream(log, K, `identitytest-${person}`);
    expect(events.map((event) => event.person!.identity)).toStrictEqual(history.map(({ commitment }) => commitment));
  });

  test('groups of one person are sealed and revealed apart', async () => {
    const { person } = await someone();
    await record('category', [{ person, value: { categories: ['destitute'] } }]);
    await record('contact', [{ person, value: { phone: '13800000000' } }]);
    expect((await vault.reveal(K, [person], 'category', purpose)).get(person)!.reveal().categories).toStrictEqual([
      'destitute',
    ]);
    expect((await vault.reveal(K, [person], 'contact', purpose)).get(person)!.reveal()).toStrictEqual({
      phone: '13800000000',
    });
  });

  test('eight pages that seal the same people at the same time get eight versions of each', async () => {
    const people = await vault.identify(
      K,
      Array.from({ length: 50 }, () => document(number())),
    );
    const pages = Array.from({ length: 8 }, (_, page) =>
      people.toSorted(() => Math.random() - 0.5).map((person) => ({ person, value: { phone: `${page}` } })),
    );
    const sealings = await Promise.all(pages.map((page) => vault.seal(K, 'contact', page)));
    const versionsOf = Map.groupBy(
      sealings.flatMap(({ sealed }) => sealed),
      (row) => row.person,
    );
    for (const person of people) {
      const versions = new Set(versionsOf.get(person)!.map((row) => row.keyVersion));
      expect(versions).toStrictEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]));
    }
    sealings.forEach(({ sealed }, page) =>
      expect(sealed.map((row) => row.person)).toStrictEqual(pages[page]!.map((row) => row.person)),
    );
  });

  test('pages with the same people in another order do not lock each other out', async () => {
    const [low, high] = await vault.identify(K, [document(number()), document(number())]);
    const other = await keys.pool.connect();
    const take = (person: string) =>
      other.query("insert into wrapped_key values ($1, $2, 3, 1, 1, decode(repeat('00', 65), 'hex'))", [K, person]);
    await other.query('begin');
    await take(low!);
    const page = [high!, low!].map((person) => ({ person, value: { phone: '1' } }));
    const sealing = vault.seal(K, 'contact', page);
    try {
      await new Promise((resolve) => setTimeout(resolve, 200));
      await take(high!);
    } finally {
      await other.query('commit');
      other.release();
    }
    expect((await sealing).sealed.map(({ keyVersion }) => keyVersion)).toStrictEqual([2, 2]);
  });

  test('a page that seals one person twice is refused', async () => {
    const { person } = await someone();
    const twice = [
      { person, value: { phone: '1' } },
      { person, value: { phone: '2' } },
    ];
    await expect(vault.seal(K, 'contact', twice)).rejects.toThrow('once');
  });

  test('a refused append leaves a key without ciphertext, which reveals nothing and hinders nobody', async () => {
    const { person, n } = await someone('王小明');
    await vault.seal(K, 'identity', [{ person, value: identity(n, 'never appended') }]);
    expect((await vault.reveal(K, [person], 'identity', purpose)).get(person)!.reveal().name).toBe('王小明');
    const page = [{ person, value: { phone: '1' } }];
    await vault.seal(K, 'contact', page);
    expect((await vault.reveal(K, [person], 'contact', purpose)).size).toBe(0);
    const { sealed } = await vault.seal(K, 'contact', page);
    expect(sealed[0]!.keyVersion).toBe(2);
  });

  test('a ciphertext put into the row of another person does not open', async () => {
    const [mine, theirs] = [await someone(), await someone()];
    await log.pool.query(
      `update sealed_row r set ciphertext = o.ciphertext from sealed_row o
       where r.person = $1 and o.person = $2 and r.grp = 1 and o.grp = 1`,
      [mine.person, theirs.person],
    );
    await expect(vault.reveal(K, [mine.person], 'identity', purpose)).rejects.toThrow();
  });

  test('a key put into the row of another person does not open', async () => {
    const [mine, theirs] = [await someone(), await someone()];
    await keys.pool.query(
      `update wrapped_key r set wrapped = o.wrapped from wrapped_key o
       where r.person = $1 and o.person = $2 and r.grp = 1 and o.grp = 1`,
      [mine.person, theirs.person],
    );
    await expect(vault.reveal(K, [mine.person], 'identity', purpose)).rejects.toThrow();
  });

  test('a lost key is an alarm, not a person without a value', async () => {
    const { person } = await someone();
    await keys.pool.query('delete from wrapped_key where person = $1', [person]);
    await expect(vault.reveal(K, [person], 'identity', purpose)).rejects.toThrow('lost');
  });

  test('a campaign without a log is an error', async () => {
    const { person } = await someone();
    await expect(vault.reveal('411722-1999', [person], 'identity', purpose)).rejects.toThrow('no log');
  });
});

describe('the access log (R-202)', () => {
  test('says who saw whom, what for and how many', async () => {
    const [one, other] = [await someone(), await someone()];
    await vault.reveal(K, [one.person, other.person, one.person], 'identity', {
      actor: 'u_7',
      why: 'audit',
      caseNumber: 'C-9',
    });
    expect((await accessRows()).at(-1)).toMatchObject({
      actor: 'u_7',
      why: 'audit',
      case_number: 'C-9',
      campaign: K,
      grp: 1,
      reach: 'newest',
      people: [one.person, other.person],
      count: 2,
    });
    await vault.revealHistory(K, [one.person], 'identity', purpose);
    expect((await accessRows()).at(-1)).toMatchObject({ reach: 'history', people: [one.person] });
  });

  test('is written before anything is revealed', async () => {
    const { person } = await someone();
    const before = (await accessRows()).length;
    const holder = await log.pool.connect();
    await holder.query('begin');
    await holder.query('select * from vault.access_head for update');
    let isRevealed = false;
    const revealing = vault.reveal(K, [person], 'identity', purpose).then(() => {
      isRevealed = true;
    });
    try {
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(isRevealed).toBe(false);
    } finally {
      await holder.query('commit');
      holder.release();
    }
    await revealing;
    expect(await accessRows()).toHaveLength(before + 1);
  });

  test('if it cannot be written, nothing is revealed', async () => {
    const { person } = await someone();
    await log.pool.query('revoke insert on vault.access_log from canbao_writer');
    try {
      await expect(vault.reveal(K, [person], 'identity', purpose)).rejects.toThrow('permission denied');
      await expect(vault.revealHistory(K, [person], 'identity', purpose)).rejects.toThrow('permission denied');
    } finally {
      await log.pool.query('grant insert on vault.access_log to canbao_writer');
    }
    await expect(vault.reveal(K, [person], 'identity', { ...purpose, why: '' })).rejects.toThrow();
    expect((await vault.reveal(K, [person], 'identity', purpose)).size).toBe(1);
  });

  test('has dense positions, also when some reveals are refused in between', async () => {
    const { person } = await someone();
    const asking = Array.from({ length: 30 }, (_, n) =>
      vault.reveal(K, [person], 'identity', { ...purpose, why: n % 3 === 0 ? '' : `reveal ${n}` }),
    );
    const settled = await Promise.allSettled(asking);
    expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(10);
    const rows = await accessRows();
    expect(rows.map(({ position }) => position)).toStrictEqual(rows.map((_, n) => n));
  });

  test.each([
    "update vault.access_log set why = 'nothing'",
    'delete from vault.access_log',
    'truncate vault.access_log',
  ])('%s is refused, to its owner too', async (statement) => {
    await someone().then(({ person }) => vault.reveal(K, [person], 'identity', purpose));
    await expect(log.pool.query(statement)).rejects.toThrow('append-only');
    const writer = await openEventLog(scratch.database.url('canbao_writer'));
    await expect(writer.pool.query(statement)).rejects.toThrow('permission denied');
    await writer.close();
  });
});

describe('erase (R-1004)', () => {
  test('makes opening impossible while the commitments stay', async () => {
    const { person, n } = await someone();
    await record('identity', [{ person, value: identity(n, '王小朋') }]);
    const before = await readStream(log, K, `identitytest-${person}`);
    const kept = await log.pool.query('select * from sealed_row where person = $1', [person]);
    const [certificate] = await vault.erase(K, person, ['identity'], basis);
    expect(certificate).toMatchObject({ ...basis, campaign: K, person, group: 'identity' });
    expect(certificate).toMatchObject({ keysDestroyed: 2, indexRowsDeleted: 1, ciphertextsDeleted: 2 });
    expect(Date.parse(certificate!.completeOn) - Date.parse(certificate!.erasedAt)).toBeGreaterThan(33.9 * 86_400_000);

    expect((await vault.reveal(K, [person], 'identity', purpose)).size).toBe(0);
    expect((await vault.revealHistory(K, [person], 'identity', purpose)).size).toBe(0);
    expect(await vault.find(K, [document(n)])).toStrictEqual([null]);
    expect((await log.pool.query('select from sealed_row where person = $1', [person])).rowCount).toBe(0);
    expect((await keys.pool.query('select from wrapped_key where person = $1', [person])).rowCount).toBe(0);
    // A copy of the ciphertexts, say from a backup of the log, opens no more than they did.
    for (const row of kept.rows as { ciphertext: Buffer; key_version: number }[]) {
      await log.pool.query('insert into sealed_row values (1, $1, 1, $2, $3)', [
        person,
        row.key_version,
        row.ciphertext,
      ]);
    }
    expect((await vault.revealHistory(K, [person], 'identity', purpose)).size).toBe(0);
    expect(await readStream(log, K, `identitytest-${person}`)).toStrictEqual(before);
  });

  test('of the category leaves the identity, and the other people, as they are', async () => {
    const [one, other] = [await someone(), await someone()];
    for (const { person } of [one, other])
      await record('category', [{ person, value: { categories: ['low-income'] } }]);
    await vault.erase(K, one.person, ['category'], basis);
    expect([...(await vault.reveal(K, [one.person, other.person], 'category', purpose)).keys()]).toStrictEqual([
      other.person,
    ]);
    expect((await vault.reveal(K, [one.person, other.person], 'identity', purpose)).size).toBe(2);
    expect(await vault.find(K, [document(one.n)])).toStrictEqual([one.person]);
  });

  test('asked for again gives the first certificate', async () => {
    const { person } = await someone();
    const first = await vault.erase(K, person, ['identity', 'contact'], basis);
    expect(first.map(({ group }) => group)).toStrictEqual(['identity', 'contact']);
    expect(await vault.erase(K, person, ['identity', 'contact'], { ...basis, basis: 'asked again' })).toStrictEqual(
      first,
    );
  });

  test('broken off after the keys is completed by asking again, with the figures of the first time', async () => {
    const { person } = await someone();
    await log.pool.query('revoke insert on vault.erasure from canbao_writer');
    await expect(vault.erase(K, person, ['identity'], basis)).rejects.toThrow('permission denied');
    await log.pool.query('grant insert on vault.erasure to canbao_writer');
    expect((await vault.reveal(K, [person], 'identity', purpose)).size).toBe(0);
    const [certificate] = await vault.erase(K, person, ['identity'], basis);
    expect(certificate).toMatchObject({ keysDestroyed: 1, indexRowsDeleted: 1, ciphertextsDeleted: 1 });
  });

  test.each([
    ['one person for both', { ...basis, approvedBy: basis.askedBy }],
    ['nobody to approve', { ...basis, approvedBy: '' }],
    ['no legal basis', { ...basis, basis: '' }],
    ['no term of the backups', { ...basis, backupDays: Number.NaN }],
  ])('with %s is refused before anything is destroyed', async (_what, wrong) => {
    const { person } = await someone();
    await expect(vault.erase(K, person, ['identity'], wrong)).rejects.toThrow();
    expect((await vault.reveal(K, [person], 'identity', purpose)).size).toBe(1);
  });

  test('is final: nothing is sealed for the group again, and the number leads to somebody new', async () => {
    const { person, n } = await someone();
    await vault.erase(K, person, ['identity'], basis);
    await expect(vault.seal(K, 'identity', [{ person, value: identity(n, '王小明') }])).rejects.toThrow('erased');
    await expect(vault.attach(K, [{ person, document: document(n) }])).rejects.toThrow('erased');
    expect(await vault.identify(K, [document(n)])).not.toStrictEqual([person]);
  });

  test('leaves no key behind that was being sealed meanwhile', async () => {
    for (let round = 0; round < 20; round++) {
      const { person } = await someone();
      const sealing = Array.from({ length: 6 }, (_, n) =>
        vault.seal(K, 'contact', [{ person, value: { phone: `${n}` } }]),
      );
      await Promise.all([vault.erase(K, person, ['contact'], basis), Promise.allSettled(sealing)]);
      expect((await keys.pool.query('select from wrapped_key where person = $1 and grp = 3', [person])).rowCount).toBe(
        0,
      );
    }
  });
});

describe('opening the vault', () => {
  const opened = async (options: Parameters<typeof openVault>[0]): Promise<void> => (await openVault(options)).close();

  test('with the same files finds the same people', async () => {
    const { person, n } = await someone();
    const again = await openVault(scratch.options);
    expect(await again.find(K, [document(n)])).toStrictEqual([person]);
    expect((await again.reveal(K, [person], 'identity', purpose)).get(person)!.reveal().idNumber).toBe(n);
    await again.close();
  });

  test('people created here and sealed elsewhere meanwhile get the next version here', async () => {
    const page = [number(), number()];
    const people = await vault.identify(K, page.map(document));
    const rows = people.map((person, row) => ({ person, value: identity(page[row]!, '王小明') }));
    const elsewhere = await openVault(scratch.options);
    await elsewhere.seal(K, 'identity', rows.slice(0, 1));
    await elsewhere.close();
    const { sealed } = await vault.seal(K, 'identity', rows);
    expect(sealed.map(({ keyVersion }) => keyVersion)).toStrictEqual([2, 1]);
    expect((await vault.seal(K, 'identity', rows)).sealed.map(({ keyVersion }) => keyVersion)).toStrictEqual([3, 2]);
  });

  test.each(['keyFile', 'indexFile'] as const)('with another %s is refused before it takes any work', async (file) => {
    const other = `${scratch.options[file]}.other`;
    await writeFile(other, randomBytes(32), { mode: 0o600 });
    await expect(opened({ ...scratch.options, [file]: other })).rejects.toThrow('not the one');
  });

  test('with one key for both purposes is refused', async () => {
    await expect(opened({ ...scratch.options, indexFile: scratch.options.keyFile })).rejects.toThrow('same key');
  });
});

test('R-1004 no table of either database holds a name or a number that can be read (I12)', async () => {
  const name = '司马canary';
  const { person, n } = await someone(name).then(async (one) => {
    await vault.reveal(K, [one.person], 'identity', purpose);
    return one;
  });
  const canaries = [name, `411722CANARY${n}`, 'canary-destitute', '139CANARY'];
  await vault.identify(K, [document(canaries[1]!)]);
  await record('category', [{ person, value: { categories: [canaries[2]!] } }]);
  await record('contact', [{ person, value: { phone: canaries[3]! } }]);
  for (const database of [log, keys]) {
    const tables = await database.pool.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace s on s.oid = c.relnamespace
       where c.relkind = 'r' and s.nspname not in ('pg_catalog', 'information_schema')`,
    );
    for (const table of tables.rows) {
      const { rows } = await database.pool.query<{ row: string }>(`select t::text as row from ${table.name} t`);
      for (const { row } of rows) {
        for (const canary of canaries) {
          expect(row).not.toContain(canary);
          expect(row).not.toContain(Buffer.from(canary).toString('hex'));
        }
      }
    }
  }
});
