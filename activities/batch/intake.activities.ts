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

const pageRows = 500;
const heldFiles = 4;

type Parts = Ledger & {
  readonly reading: Reading;
  readonly vault: Vault;
  readonly bulks: CampaignBulks;
};

/** A village file into the log, page by page. Queue `act-batch`. A page is one command: done twice, it is done once. */
export function intakeActivities(parts: Parts) {
  const { log, vault } = parts;
  const files = new Map<string, VillageFile | Problem>();

  /** Opened and read once per file and process, the newest few are held: a page is not the time to parse it again. */
  async function fileOf(campaign: string, intake: string): Promise<VillageFile | Problem | null> {
    const held = files.get(`${campaign}/${intake}`);
    if (held) return held;
    const kept = await vault.openFile(campaign, intake);
    if (kept === null) return null;
    const file = villageFileCodec.read(kept.reveal());
    files.set(`${campaign}/${intake}`, file);
    for (const key of [...files.keys()].slice(0, -heldFiles)) files.delete(key);
    return file;
  }

  async function record(
    { campaign, intake, unit, actor }: TakePage,
    about: { readonly commandId: string; readonly version: number; readonly planAt: number },
    facts: readonly IntakeEvent[],
  ): Promise<void> {
    const outcome = await appendEvents(await parts.lanes.of(campaign), {
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

  /** Rows under their own number: of those the log left out, the same row judged before is skipped, a used receipt refused. */
  function outcomeOf(from: readonly { readonly row: number }[], refusals: readonly RowRefusal[]) {
    const skipped = refusals.filter(({ kind }) => kind === 'stale').length;
    const taken = refusals.filter(({ kind }) => kind === 'taken');
    const refused = taken.map(({ row }): RefusedRow => ({
      row: from[row]!.row,
      column: '收据号',
      why: '这个收据号已经用过',
      remedy: '核对存根；两人必有一张抄错',
    }));
    return { skipped, refused };
  }

  async function takePage(asked: TakePage): Promise<{ readonly isEnd: boolean }> {
    const { campaign, intake, agent, page } = asked;
    const stream = `intake-${intake}`;
    const [received] = await readStream(log, campaign, stream);
    if (received === undefined) throw ApplicationFailure.nonRetryable(intake, 'FileNotReceived');
    const done = await pastOf<IntakeEvent>(log, campaign, stream);
    if (done.some(({ type }) => type === 'FileTaken' || type === 'FileRefused')) {
      await vault.dropFile(campaign, intake);
      return { isEnd: true };
    }
    const planAt = await planNow(log, campaign);
    const file = await fileOf(campaign, intake);
    if (file === null) throw ApplicationFailure.nonRetryable(intake, 'FileNotKept');
    if (isProblem(file)) {
      await record(asked, { commandId: `${stream}/refused`, version: 1, planAt }, [
        { type: 'FileRefused', data: { intake, problem: `${file.title}：${file.detail}${file.remedy}` } },
      ]);
      return { isEnd: true };
    }
    const isOfPage = ({ row }: { readonly row: number }) => Math.floor((row - 1) / pageRows) === page;
    const isEnd = (page + 1) * pageRows >= file.total;
    if (!isPageDone(done, page)) await takeRows(asked, { planAt, receivedAt: received.recordedAt }, file, isOfPage);
    if (isEnd) await finish(asked, file, planAt);
    return { isEnd };

    async function takeRows(
      of: TakePage,
      at: { readonly planAt: number; readonly receivedAt: number },
      read: VillageFile,
      isOwn: (row: { readonly row: number }) => boolean,
    ): Promise<void> {
      const terms = await readingOf(parts.reading, campaign, (handle) => intakeTerms(handle, agent));
      const decided = await intakePage(vault, { ...of, ...at }, terms, read.rows.filter(isOwn));
      let refusals: readonly RowRefusal[] = [];
      if (decided.rows.length > 0) {
        const bulk = await parts.bulks.of(campaign);
        const outcome = await bulkAppend(bulk, {
          commandId: `${stream}/${page}`,
          digest: digestOf(`${stream}/${page}`),
          rows: [...decided.rows, ...(await alertRows(of, decided, terms, planAt))],
        });
        if (outcome.kind === 'closed' || outcome.kind === 'other-body')
          throw ApplicationFailure.nonRetryable(stream, 'IntakeRefused');
        refusals = outcome.refused.filter(({ row }) => row < decided.rows.length);
      }
      const left = outcomeOf(decided.from, refusals);
      const refused = [...read.problems.filter(isOwn), ...decided.refused, ...left.refused].sort(
        (a, b) => a.row - b.row,
      );
      const taken = decided.rows.length - left.skipped - left.refused.length;
      await record(
        of,
        { commandId: `${stream}/${page}/rows`, version: done.length, planAt },
        rowsTaken({ intake, page, taken, skipped: left.skipped, refused }),
      );
    }
  }

  /** what the page's cash does to the yuan limit, in the same append. */
  async function alertRows(
    { campaign, agent, unit, actor }: TakePage,
    { from, rows }: DecidedPage,
    { limits, held }: IntakeTerms,
    planAt: number,
  ): Promise<readonly BulkRow[]> {
    const fen = from.reduce((sum, { amountFen }) => sum + amountFen, 0);
    const alert = yuanLimitAlert(agent, held, { people: rows.length, fen, at: planAt }, limits);
    if (alert === null) return [];
    const stream = `agent-${agent}`;
    const expectedVersion = (await readStream(log, campaign, stream)).length;
    const { type, data } = alert;
    return [
      { stream, expectedVersion, events: [{ type, data, unit, actor, occurredAt: planAt, amountFen: held.fen + fen }] },
    ];
  }

  /** taken + refused + skipped = total. A row with two problems is one refused row. */
  async function finish(asked: TakePage, file: VillageFile, planAt: number): Promise<void> {
    const { campaign, intake } = asked;
    const past = await pastOf<IntakeEvent>(log, campaign, `intake-${intake}`);
    const version = past.length;
    const pages = past.filter((event) => event.type === 'RowsTaken');
    const taken = pages.reduce((sum, { data }) => sum + data.taken, 0);
    const skipped = pages.reduce((sum, { data }) => sum + data.skipped, 0);
    const refused = new Set(pages.flatMap(({ data }) => data.refused.map(({ row }) => row))).size;
    await record(asked, { commandId: `intake-${intake}/taken`, version, planAt }, [
      { type: 'FileTaken', data: { intake, total: file.total, taken, refused, skipped } },
    ]);
    await vault.dropFile(campaign, intake);
  }

  return { takePage };
}

const isPageDone = (past: readonly IntakeEvent[], page: number): boolean =>
  past.some((event) => event.type === 'RowsTaken' && event.data.page === page);

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
