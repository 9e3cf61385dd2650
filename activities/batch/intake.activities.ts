import { villageFileCodec, type VillageFile } from '@canbao/connectors/files/village-file.codec';
import { yuanLimitAlert } from '@canbao/domain/holding/yuan-limit-alert';
import type { IntakeEvent, RefusedRow } from '@canbao/domain/intake/intake.events';
import { isProblem, type Problem } from '@canbao/domain/problem';
import { appendEvents } from '@canbao/event-log/append-events';
import { bulkAppend, type RowRefusal } from '@canbao/event-log/bulk-append';
import type { BulkRow } from '@canbao/event-log/bulk-page';
import { digestOf } from '@canbao/event-log/digest-of';
import type { NewEvent } from '@canbao/event-log/new-event';
import { readStream } from '@canbao/event-log/read-stream';
import type { Reading } from '@canbao/projections/open-reading';
import type { Vault } from '@canbao/vault/vault';
import { ApplicationFailure } from '@temporalio/common';

import type { CampaignBulks } from '../campaign-bulks.ts';
import { pastOf, type Ledger } from '../ledger/record-on-stream.ts';
import { planNow } from '../plan-now.ts';
import { readingOf } from '../reading-of.ts';
import { type DecidedPage, intakePage } from './intake-page.ts';
import { type IntakeTerms, intakeTerms } from './intake-terms.ts';

export type TakePage = {
  readonly campaign: string;
  readonly intake: string;
  readonly agent: string;
  readonly unit: string;
  readonly actor: string;
  readonly page: number;
};
export type IntakeActivities = ReturnType<typeof intakeActivities>;

type Parts = Ledger & {
  readonly reading: Reading;
  readonly vault: Vault;
  readonly bulks: CampaignBulks;
};

const pageRows = 500;
const heldFiles = 4;

/** A village file into the log, page by page. Queue `act-batch`. A page is one command: done twice, it is done once. */
export function intakeActivities(parts: Parts) {
  const fileOf = readFiles(parts.vault);
  return { takePage: (asked: TakePage): Promise<{ readonly isEnd: boolean }> => takePage(parts, fileOf, asked) };
}

type FileOf = (asked: TakePage) => Promise<VillageFile | Problem>;

/** Opened and read once per file and process, the newest few are held: a page is not the time to parse it again. */
function readFiles(vault: Vault): FileOf {
  const files = new Map<string, VillageFile | Problem>();
  return async ({ campaign, intake }) => {
    const name = `${campaign}/${intake}`;
    const held = files.get(name);
    if (held) return held;
    const kept = await vault.openFile(campaign, intake);
    if (kept === null) throw ApplicationFailure.nonRetryable(intake, 'FileNotKept');
    const file = villageFileCodec.read(kept.reveal());
    files.set(name, file);
    for (const key of [...files.keys()].slice(0, -heldFiles)) files.delete(key);
    return file;
  };
}

async function takePage(parts: Parts, fileOf: FileOf, asked: TakePage): Promise<{ readonly isEnd: boolean }> {
  const { campaign, intake, page } = asked;
  const stream = `intake-${intake}`;
  const [received] = await readStream(parts.log, campaign, stream);
  if (received === undefined) throw ApplicationFailure.nonRetryable(intake, 'FileNotReceived');
  const past = await pastOf<IntakeEvent>(parts.log, campaign, stream);
  if (past.some(({ type }) => type === 'FileTaken' || type === 'FileRefused')) {
    await parts.vault.dropFile(campaign, intake);
    return { isEnd: true };
  }
  const planAt = await planNow(parts.log, campaign);
  const file = await fileOf(asked);
  if (isProblem(file)) {
    const problem = `${file.title}：${file.detail}${file.remedy}`;
    const refused = { type: 'FileRefused' as const, data: { intake, problem } };
    await record(parts, asked, { commandId: `${stream}/refused`, version: past.length, planAt }, [refused]);
    await parts.vault.dropFile(campaign, intake);
    return { isEnd: true };
  }
  const isEnd = (page + 1) * pageRows >= file.total;
  if (!isPageDone(past, page)) {
    await takeRows(parts, { ...asked, planAt, receivedAt: received.recordedAt }, file, past.length);
  }
  if (isEnd) await finish(parts, asked, file, planAt);
  return { isEnd };
}

const isPageDone = (past: readonly IntakeEvent[], page: number): boolean =>
  past.some((event) => event.type === 'RowsTaken' && event.data.page === page);

type PageRun = TakePage & { readonly planAt: number; readonly receivedAt: number };

/** The page's rows in one append, then what became of each, under the file's own row numbers. */
async function takeRows(parts: Parts, run: PageRun, file: VillageFile, version: number): Promise<void> {
  const { campaign, intake, agent, page, planAt } = run;
  const isOwn = ({ row }: { readonly row: number }): boolean => Math.floor((row - 1) / pageRows) === page;
  const terms = await readingOf(parts.reading, campaign, (handle) => intakeTerms(handle, agent));
  const decided = await intakePage(parts.vault, run, terms, file.rows.filter(isOwn));
  const left = leftOut(decided.from, await storePage(parts, run, decided, terms));
  const refused = [...file.problems.filter(isOwn), ...decided.refused, ...left.refused].sort((a, b) => a.row - b.row);
  const taken = decided.rows.length - left.skipped - left.refused.length;
  await record(
    parts,
    run,
    { commandId: `intake-${intake}/${page}/rows`, version, planAt },
    rowsTaken({ intake, page, taken, skipped: left.skipped, refused }),
  );
}

/** Answers the rows that the log left out. */
async function storePage(
  parts: Parts,
  run: PageRun,
  decided: DecidedPage,
  terms: IntakeTerms,
): Promise<readonly RowRefusal[]> {
  if (decided.rows.length === 0) return [];
  const commandId = `intake-${run.intake}/${run.page}`;
  const outcome = await bulkAppend(await parts.bulks.of(run.campaign), {
    commandId,
    digest: digestOf(commandId),
    rows: [...decided.rows, ...(await alertRows(parts, run, decided, terms))],
  });
  if (outcome.kind === 'closed' || outcome.kind === 'other-body')
    throw ApplicationFailure.nonRetryable(commandId, 'IntakeRefused');
  return outcome.refused.filter(({ row }) => row < decided.rows.length);
}

/** what the page's cash does to the yuan limit, in the same append. */
async function alertRows(
  { log }: Parts,
  { campaign, agent, unit, actor, planAt }: PageRun,
  { from, rows }: DecidedPage,
  { limits, held }: IntakeTerms,
): Promise<readonly BulkRow[]> {
  const fen = from.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const alert = yuanLimitAlert(agent, held, { people: rows.length, fen, at: planAt }, limits);
  if (alert === null) return [];
  const stream = `agent-${agent}`;
  const expectedVersion = (await readStream(log, campaign, stream)).length;
  const { type, data } = alert;
  const event: NewEvent = { type, data, unit, actor, occurredAt: planAt, amountFen: held.fen + fen };
  return [{ stream, expectedVersion, events: [event] }];
}

/** The same row judged before is skipped, a receipt that somebody else used is refused. */
function leftOut(from: readonly { readonly row: number }[], refusals: readonly RowRefusal[]) {
  const refused = refusals
    .filter(({ kind }) => kind === 'taken')
    .map(({ row }): RefusedRow => ({
      row: from[row]!.row,
      column: '收据号',
      why: '这个收据号已经用过',
      remedy: '核对存根；两人必有一张抄错',
    }));
  return { skipped: refusals.length - refused.length, refused };
}

/** So many named rows fit into one event; a page with more has several. */
const namedRows = 60;

function rowsTaken(page: Extract<IntakeEvent, { type: 'RowsTaken' }>['data']): readonly IntakeEvent[] {
  const portions = Array.from({ length: Math.max(1, Math.ceil(page.refused.length / namedRows)) }, (_, n) =>
    page.refused.slice(n * namedRows, (n + 1) * namedRows),
  );
  return portions.map((refused, n) => ({
    type: 'RowsTaken',
    data: { ...page, refused, ...(n === 0 ? {} : { taken: 0, skipped: 0 }) },
  }));
}

/** taken + refused + skipped = total. A row with two problems is one refused row. The file is not needed any more. */
async function finish(parts: Parts, asked: TakePage, file: VillageFile, planAt: number): Promise<void> {
  const { campaign, intake } = asked;
  const past = await pastOf<IntakeEvent>(parts.log, campaign, `intake-${intake}`);
  const pages = past.filter((event) => event.type === 'RowsTaken');
  const taken = pages.reduce((sum, { data }) => sum + data.taken, 0);
  const skipped = pages.reduce((sum, { data }) => sum + data.skipped, 0);
  const refused = new Set(pages.flatMap(({ data }) => data.refused.map(({ row }) => row))).size;
  const done = { type: 'FileTaken' as const, data: { intake, total: file.total, taken, refused, skipped } };
  await record(parts, asked, { commandId: `intake-${intake}/taken`, version: past.length, planAt }, [done]);
  await parts.vault.dropFile(campaign, intake);
}

async function record(
  { lanes }: Parts,
  { campaign, intake, unit, actor }: TakePage,
  about: { readonly commandId: string; readonly version: number; readonly planAt: number },
  facts: readonly IntakeEvent[],
): Promise<void> {
  const outcome = await appendEvents(await lanes.of(campaign), {
    commandId: about.commandId,
    digest: digestOf(about.commandId),
    streams: [
      {
        stream: `intake-${intake}`,
        expectedVersion: about.version,
        events: facts.map(({ type, data }) => ({
          type,
          data: data as NewEvent['data'],
          unit,
          actor,
          occurredAt: about.planAt,
        })),
      },
    ],
  });
  if (outcome.kind === 'stale') throw ApplicationFailure.retryable(about.commandId, 'VersionConflict');
  if (outcome.kind !== 'appended' && outcome.kind !== 'repeated')
    throw ApplicationFailure.nonRetryable(about.commandId, 'IntakeRefused');
}
