import { readVillageFile } from '@canbao/connectors/files/read-village-file';
import type { VillageFile } from '@canbao/connectors/files/village-file';
import type { IntakeEvent } from '@canbao/domain/intake/intake.events';
import { isProblem, type Problem } from '@canbao/domain/problem';
import { readStream } from '@canbao/event-log/read-stream';
import type { Reading } from '@canbao/projections/open-reading';
import type { Vault } from '@canbao/vault/vault';
import { ApplicationFailure } from '@temporalio/common';

import type { CampaignBulks } from '../campaign-bulks.ts';
import { type Ledger, pastOf } from '../ledger/record-on-stream.ts';
import { planNow } from '../plan-now.ts';
import { readingOf } from '../reading-of.ts';
import { filePages } from './file-pages.ts';
import { intakePage, type IntakeRun } from './intake-page.ts';
import { intakeTerms } from './intake-terms.ts';
import { recordIntake } from './record-intake.ts';
import { type CashInHand, storeIntakePage } from './store-intake-page.ts';

export type TakeChunk = {
  readonly campaign: string;
  readonly intake: string;
  readonly unit: string;
  readonly actor: string;
};
export type ChunkTaken = { readonly isEnd: boolean; readonly rowsDone: number };
export type IntakeActivities = ReturnType<typeof intakeActivities>;

type Parts = Ledger & {
  readonly reading: Reading;
  readonly vault: Vault;
  readonly bulks: CampaignBulks;
  /** Says that the attempt lives; asked after every page. Throws when the attempt has been given up. */
  readonly heartbeat: () => void;
};

/** A chunk ends at the first page border behind this: what the rows are held against is then asked anew. */
const CHUNK_MS = 30_000;
const HELD_FILES = 4;

/** A file of registrations into the log. Queue `act-batch`. Where it goes on is what the log says. */
export function intakeActivities(parts: Parts) {
  const fileOf = heldFiles(parts.vault);
  return { takeChunk: (asked: TakeChunk): Promise<ChunkTaken> => takeChunk(parts, fileOf, asked) };
}

type FileOf = (asked: TakeChunk) => Promise<VillageFile | Problem>;

/** Opened and read once per file and process, the newest few are held: a page is not the time to parse it again. */
function heldFiles(vault: Vault): FileOf {
  const files = new Map<string, Promise<VillageFile | Problem>>();
  async function open({ campaign, intake }: TakeChunk): Promise<VillageFile | Problem> {
    const kept = await vault.openFile(campaign, intake);
    if (kept === null) throw ApplicationFailure.nonRetryable(intake, 'FileNotKept');
    return readVillageFile(kept.reveal());
  }
  return (asked) => {
    const name = `${asked.campaign}/${asked.intake}`;
    const held = files.get(name);
    if (held) return held;
    const file = open(asked);
    file.catch(() => files.delete(name));
    files.set(name, file);
    for (const key of [...files.keys()].slice(0, -HELD_FILES)) files.delete(key);
    return file;
  };
}

async function takeChunk(parts: Parts, fileOf: FileOf, asked: TakeChunk): Promise<ChunkTaken> {
  const { campaign, intake } = asked;
  const stream = `intake-${intake}`;
  const [received] = await readStream(parts.log, campaign, stream);
  if (received === undefined) throw ApplicationFailure.nonRetryable(intake, 'FileNotReceived');
  const past = await pastOf<IntakeEvent>(parts.log, campaign, stream);
  const [first] = past;
  const agent = first?.type === 'FileReceived' ? first.data.agent : null;
  if (past.some(({ type }) => type === 'FileTaken' || type === 'FileRefused')) return { isEnd: true, rowsDone: 0 };
  const planAt = await planNow(parts.log, campaign);
  const record = recordIntake(parts, { ...asked, planAt });
  const file = await fileOf(asked);
  if (isProblem(file)) {
    const problem = `${file.title}：${file.detail}${file.remedy}`;
    await record(`${stream}/refused`, past.length, [{ type: 'FileRefused', data: { intake, problem } }]);
    await parts.vault.dropFile(campaign, intake);
    return { isEnd: true, rowsDone: 0 };
  }
  let version = past.length;
  if (!past.some(({ type }) => type === 'FileChecked')) {
    version = await record(`${stream}/checked`, version, [
      { type: 'FileChecked', data: { intake, total: file.total } },
    ]);
  }
  return takePages(
    parts,
    { ...asked, agent, planAt, receivedAt: received.recordedAt },
    { file, past, version, record },
  );
}

type Progress = {
  readonly file: VillageFile;
  readonly past: readonly IntakeEvent[];
  readonly version: number;
  readonly record: ReturnType<typeof recordIntake>;
};

/** Page after page until the file or the chunk ends. While one is being stored, the next is identified and sealed. */
async function takePages(parts: Parts, run: IntakeRun, { file, past, record, ...from }: Progress): Promise<ChunkTaken> {
  const { campaign, intake } = run;
  const startedAt = performance.now();
  const pages = filePages(file);
  const done = past.filter((event) => event.type === 'RowsTaken').map(({ data }) => data.page);
  const terms = await readingOf(parts.reading, campaign, (handle) => intakeTerms(handle, run));
  const cash: CashInHand = new Map();
  const prepare = (page: number) => intakePage(parts.vault, run, terms, pages[page]?.rows ?? []);
  let page = done.length === 0 ? 0 : Math.max(...done) + 1;
  let version = from.version;
  let next = prepare(page);
  for (; page < pages.length && performance.now() - startedAt < CHUNK_MS; page += 1) {
    const decided = await next;
    next = prepare(page + 1);
    next.catch(() => undefined); // thrown again where it is awaited; until then nobody else may be told
    const stored = await storeIntakePage(parts, { ...run, page }, decided, { terms, cash });
    const refused = [...(pages[page]?.problems ?? []), ...stored.refused].sort((a, b) => a.row - b.row);
    parts.heartbeat();
    version = await record.rows(version, { intake, page, taken: stored.taken, skipped: stored.skipped, refused });
  }
  await next;
  const rowsDone = Math.min(file.total, pages[page - 1]?.end ?? 0);
  if (page < pages.length) return { isEnd: false, rowsDone };
  await finish(parts, run, { total: file.total, version, record });
  return { isEnd: true, rowsDone };
}

/**
 * taken + refused + skipped = total. A row with two problems is one refused row. Without any refused row the file is not
 * needed any more; else its sender may fetch it with the reasons.
 */
async function finish(
  { log, vault }: Parts,
  { campaign, intake }: IntakeRun,
  { record, total, version }: { readonly total: number } & Pick<Progress, 'record' | 'version'>,
): Promise<void> {
  const pages = (await pastOf<IntakeEvent>(log, campaign, `intake-${intake}`)).filter(
    (event) => event.type === 'RowsTaken',
  );
  const taken = pages.reduce((sum, { data }) => sum + data.taken, 0);
  const skipped = pages.reduce((sum, { data }) => sum + data.skipped, 0);
  const refused = new Set(pages.flatMap(({ data }) => data.refused.map(({ row }) => row))).size;
  await record(`intake-${intake}/taken`, version, [
    { type: 'FileTaken', data: { intake, total, taken, refused, skipped } },
  ]);
  if (refused === 0) await vault.dropFile(campaign, intake);
}
