import 'reflect-metadata';

import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { DomainEvent } from '@canbao/domain/domain-event';
import { planOfPack } from '@canbao/domain/packs/plan-of-pack';
import { type MadeUpCounty, madeUpCounty } from '@canbao/domain/rehearsal/made-up-county';
import { appendEvents } from '@canbao/event-log/append-events';
import { digestOf } from '@canbao/event-log/digest-of';
import type { NewEvent } from '@canbao/event-log/new-event';
import { openEventLog } from '@canbao/event-log/open-event-log';
import { openCampaignLog } from '@canbao/event-log/open-campaign-log';
import { readStream } from '@canbao/event-log/read-stream';
import { scratchDatabase } from '@canbao/event-log/scratch-database';
import { openReading } from '@canbao/projections/open-reading';
import { prepareReading } from '@canbao/projections/prepare-reading';
import { projectGroup } from '@canbao/projections/project-group';
import { allProjections, projections } from '@canbao/projections/projections';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { openRehearsalAccounts } from './access/open-rehearsal-accounts.ts';
import { apiApp } from './api-app.ts';
import { apiLog } from './api-log.ts';
import { knownPack } from './campaign/known-pack.ts';
import { townshipWeights } from './campaign/township-weights.ts';
import { openParts } from './open-parts.ts';
import type { Parts } from './parts.ts';

export type Answer = {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
};

/** For specs: the whole API on databases of its own, with made-up accounts and a projector beside it. */
export type ScratchApi = {
  readonly app: NestFastifyApplication;
  readonly parts: Parts;
  readonly county: MadeUpCounty;
  readonly campaign: string;
  /** What a worker needs to work beside it, where a spec starts one. */
  readonly beside: ScratchWorker;
  get(account: string | null, path: string): Promise<Answer>;
  post(account: string | null, path: string, body?: unknown, key?: string): Promise<Answer>;
  /** Facts as their owners would record them, each on its stream's end; then waits until they are projected. */
  given(facts: readonly GivenFact[]): Promise<void>;
  /** Something that no role may do: the owner of the database. */
  asOwner(statement: string): Promise<void>;
  drop(): Promise<void>;
};

export type ScratchWorker = {
  readonly codecKey: Uint8Array;
  readonly logDatabaseUrl: string;
  readonly readDatabaseUrl: string;
  readonly keyDatabaseUrl: string;
  readonly vaultKeyFile: string;
  readonly indexKeyFile: string;
};

export type GivenFact = {
  readonly stream: string;
  readonly event: DomainEvent;
  readonly unit: string;
  readonly at: number;
  readonly person?: NewEvent['person'];
  readonly amountFen?: number;
};

const PACK = 'two-townships-test';

export async function scratchApi({
  engineAddress = '127.0.0.1:1',
  consoleFolder = null,
  packId = PACK,
}: {
  readonly engineAddress?: string;
  /** The built console, for a spec that looks at it. */
  readonly consoleFolder?: string | null;
  readonly packId?: string;
} = {}): Promise<ScratchApi> {
  const database = await scratchDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'canbao-api-'));
  const projecting = await projector(database.url('canbao_projector'));
  const options = await optionsOf(database, folder, { engineAddress, consoleFolder });
  const { parts, close } = await openParts(options);
  const known = knownPack(packId)!;
  const { pack } = known;
  const county = madeUpCounty({ seed: 7, people: 400, townships: townshipWeights(known) });
  const accounts = await openRehearsalAccounts(parts.log, parts.settings.accountsFile, pack, county);
  const campaign = `${pack.units.region}-2020-r1`;
  await openCampaignLog(parts.log, campaign);
  const app = await apiApp(parts);
  const send = sender(app, new Map(accounts.map(({ name, password }) => [name, password])));
  return {
    app,
    parts,
    county,
    campaign,
    beside: {
      codecKey: options.engine.codecKey,
      logDatabaseUrl: options.logDatabaseUrl,
      readDatabaseUrl: options.readDatabaseUrl,
      keyDatabaseUrl: options.vault.keyDatabaseUrl,
      vaultKeyFile: options.vault.keyFile,
      indexKeyFile: options.vault.indexFile,
    },
    get: (account, path) => send({ method: 'GET', path, account }),
    post: (account, path, body = {}, key = randomUUID()) => send({ method: 'POST', path, account, body, key }),
    given: (facts) => given(parts, campaign, facts),
    async asOwner(statement) {
      const owner = await openEventLog(database.ownerUrl);
      await owner.pool.query(statement);
      await owner.close();
    },
    async drop() {
      await app.close();
      await close();
      await projecting.stop();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

async function optionsOf(
  { url, keysUrl }: Awaited<ReturnType<typeof scratchDatabase>>,
  folder: string,
  { engineAddress, consoleFolder }: { readonly engineAddress: string; readonly consoleFolder: string | null },
): Promise<Parameters<typeof openParts>[0]> {
  const [keyFile, indexFile] = [join(folder, 'vault.key'), join(folder, 'index.key')];
  for (const file of [keyFile, indexFile]) await writeFile(file, randomBytes(32), { mode: 0o600 });
  const logDatabaseUrl = url('canbao_writer');
  return {
    logDatabaseUrl,
    readDatabaseUrl: url('canbao_reader'),
    projectionDatabaseUrl: url('canbao_projector'),
    vault: { keyDatabaseUrl: keysUrl, logDatabaseUrl, keyFile, indexFile },
    engine: { address: engineAddress, namespace: 'default', codecKey: randomBytes(32) },
    settings: {
      session: () => ({ idleMs: 900_000, absoluteMs: 28_800_000 }),
      commandKey: randomBytes(32),
      isSecure: false,
      accountsFile: join(folder, 'accounts.json'),
      consoleFolder,
    },
    apiLog: apiLog('error'),
  };
}

type Request = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly account: string | null;
  readonly body?: unknown;
  readonly key?: string;
};

/** Sends as an account, which signs in when it is first used. A body of text, or a file, goes as it is; so a file comes. */
function sender(app: NestFastifyApplication, passwords: ReadonlyMap<string, string>) {
  const cookies = new Map<string, string>();
  async function cookieOf(account: string): Promise<string> {
    const kept = cookies.get(account);
    if (kept !== undefined) return kept;
    const body = { name: account, password: passwords.get(account) };
    const answer = await send({ method: 'POST', path: '/api/session', account: null, body, key: randomUUID() });
    const cookie = String(answer.headers['set-cookie']).split(';')[0]!;
    cookies.set(account, cookie);
    return cookie;
  }
  async function send({ method, path, account, body: asked, key }: Request): Promise<Answer> {
    const response = await app.inject({
      method,
      url: path,
      headers: {
        ...(account === null ? {} : { cookie: await cookieOf(account) }),
        ...(method === 'POST'
          ? { 'content-type': isFile(asked) ? 'application/octet-stream' : 'application/json' }
          : {}),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(method === 'POST' ? { payload: payloadOf(asked) } : {}),
    });
    const isJson = /json/.test(String(response.headers['content-type']));
    const body = isJson ? response.json() : { text: response.body };
    return { status: response.statusCode, body, headers: response.headers };
  }
  return send;
}

const isFile = (body: unknown): body is Buffer => body instanceof Buffer;

const payloadOf = (body: unknown): string | Buffer =>
  typeof body === 'string' || isFile(body) ? body : JSON.stringify(body);

async function given(parts: Parts, campaign: string, facts: readonly GivenFact[]): Promise<void> {
  const lane = await parts.lanes.of(campaign);
  let position = 0;
  for (const { stream, event, unit, at, person = null, amountFen = null } of facts) {
    const expectedVersion = (await readStream(parts.log, campaign, stream)).length;
    const data = event.data as NewEvent['data'];
    const events = [{ type: event.type, data, unit, actor: 'system', occurredAt: at, person, amountFen }];
    const command = { commandId: randomUUID(), digest: digestOf(stream) };
    const outcome = await appendEvents(lane, { ...command, streams: [{ stream, expectedVersion, events }] });
    if (outcome.kind !== 'appended') throw new Error(`${event.type} was not appended: ${outcome.kind}`);
    position = outcome.firstPosition + outcome.events;
  }
  // The campaign is seen only when its opening is projected; until then the pace has nothing to ask.
  for (let i = 0; (await parts.campaign()) === null && i < 200; i++) await delay(10);
  if (!(await parts.pace.reached(position, 5_000))) throw new Error('the projections did not come along');
}

/** The opening of a test county's campaign as its workflow would record it, with the clock held at `at`. */
export function openedCampaign(at: number, packId = PACK): readonly GivenFact[] {
  const { pack, hash } = knownPack(packId)!;
  const plan = planOfPack(pack);
  const unit = pack.units.region;
  const stream = `campaign-${unit}-2020-r1`;
  const clock = { planStartAt: at, realStartAt: Date.now(), speed: 1, holdAt: at, heldBy: 'pace' as const };
  const townships = pack.units.townships.map(({ code, name }) => ({ code, name }));
  const data = { pack: { id: pack.id, hash }, title: pack.title, region: unit, coverageYear: 2020, isRehearsal: true };
  return [
    { stream, unit, at, event: { type: 'CampaignOpened', data: { ...data, clock, ...plan, townships } } },
    { stream, unit, at, event: { type: 'PhaseOpened', data: { phase: 'mobilize' } } },
  ];
}

async function projector(url: string): Promise<{ stop(): Promise<void> }> {
  const reading = await openReading(url, { applicationName: 'scratch projector' });
  await prepareReading(reading.db, allProjections);
  let isStopping = false;
  const running = (async () => {
    while (!isStopping) {
      let moved = 0;
      for (const group of Object.values(projections)) moved += await projectGroup(reading.db, group);
      if (moved === 0) await delay(10);
    }
  })();
  return {
    async stop() {
      isStopping = true;
      await running;
      await reading.close();
    },
  };
}
