import { readVillageFile } from '@canbao/connectors/files/read-village-file';
import type { VillageFile } from '@canbao/connectors/files/village-file';
import type { IntakeEvent } from '@canbao/domain/intake/intake.events';
import { isProblem, type Problem } from '@canbao/domain/problem';
import { readStream } from '@canbao/event-log/read-stream';
import type { Reading } from '@canbao/projections/open-reading';
import type { Vault } from '@canbao/vault/vault';
import { ApplicationFailure } from '@temporalio/common';

import type { CampaignBulks } from '../campaign-bulks.ts';
import type { Ledger } from '../ledger/record-on-stream.ts';
import { planNow } from '../plan-now.ts';
import { readingOf } from '../reading-of.ts';
import { filePages } from './file-pages.ts';
import type { IntakeRun } from './intake-page.ts';
import { intakeTerms } from './intake-terms.ts';
import { recordIntake } from './record-intake.ts';
import { takePages } from './take-pages.ts';

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
  const recorded = await readStream(parts.log, campaign, stream);
  const [received] = recorded;
  // The stream's one writer appends nothing else, so the shape is trusted.
  const past = recorded.map(({ type, data }) => ({ type, data }) as unknown as IntakeEvent);
  const [first] = past;
  if (received === undefined || first?.type !== 'FileReceived')
    throw ApplicationFailure.nonRetryable(intake, 'FileNotReceived');
  if (past.some(({ type }) => type === 'FileTaken' || type === 'FileRefused')) return { isEnd: true, rowsDone: 0 };
  const run = { ...asked, agent: first.data.agent, planAt: await planNow(parts.log, campaign) };
  const record = recordIntake(parts, run);
  const file = await fileOf(asked);
  if (isProblem(file)) {
    const problem = `${file.title}：${file.detail}${file.remedy}`;
    await record(`${stream}/refused`, past.length, [{ type: 'FileRefused', data: { intake, problem } }]);
    await parts.vault.dropFile(campaign, intake);
    return { isEnd: true, rowsDone: 0 };
  }
  if (!past.some(({ type }) => type === 'FileChecked')) {
    const checked: IntakeEvent = { type: 'FileChecked', data: { intake, total: file.total } };
    await record(`${stream}/checked`, past.length, [checked]);
    past.push(checked);
  }
  return takeRows(parts, { ...run, receivedAt: received.recordedAt }, { file, past, record });
}

type Progress = {
  readonly file: VillageFile;
  /** All facts of the file so far. */
  readonly past: IntakeEvent[];
  readonly record: ReturnType<typeof recordIntake>;
};

/** From the page behind the last that is recorded, until the file or the chunk ends. */
async function takeRows(parts: Parts, run: IntakeRun, { file, past, record }: Progress): Promise<ChunkTaken> {
  const pages = filePages(file);
  const from = past.reduce(
    (next, event) => (event.type === 'RowsTaken' ? Math.max(next, event.data.page + 1) : next),
    0,
  );
  const terms = await readingOf(parts.reading, run.campaign, (handle) => intakeTerms(handle, run));
  const until = await takePages(parts, run, { pages, from, terms, past, record });
  const rowsDone = Math.min(file.total, pages[until - 1]?.end ?? 0);
  if (until < pages.length) return { isEnd: false, rowsDone };
  await finish(parts, run, { total: file.total, past, record });
  return { isEnd: true, rowsDone };
}

/**
 * taken + refused + skipped = total. A row with two problems is one refused row. Without any refused row the file is not
 * needed any more; else its sender may fetch it with the reasons.
 */
async function finish(
  { vault }: Parts,
  { campaign, intake }: IntakeRun,
  { past, record, total }: { readonly total: number } & Pick<Progress, 'past' | 'record'>,
): Promise<void> {
  const pages = past.filter((event) => event.type === 'RowsTaken');
  const taken = pages.reduce((sum, { data }) => sum + data.taken, 0);
  const skipped = pages.reduce((sum, { data }) => sum + data.skipped, 0);
  const refused = new Set(pages.flatMap(({ data }) => data.refused.map(({ row }) => row))).size;
  await record(`intake-${intake}/taken`, past.length, [
    { type: 'FileTaken', data: { intake, total, taken, refused, skipped } },
  ]);
  if (refused === 0) await vault.dropFile(campaign, intake);
}
