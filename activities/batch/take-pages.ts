import type { RowProblem } from '@canbao/connectors/files/row-problem';
import type { IntakeEvent } from '@canbao/domain/intake/intake.events';
import type { EventLog } from '@canbao/event-log/open-event-log';
import type { Vault } from '@canbao/vault/vault';

import type { CampaignBulks } from '../campaign-bulks.ts';
import type { FilePage } from './file-pages.ts';
import { type DecidedPage, intakePage, type IntakeRun } from './intake-page.ts';
import type { IntakeTerms } from './intake-terms.ts';
import type { recordIntake } from './record-intake.ts';
import { type CashInHand, sendIntakePage, type StoredPage } from './send-intake-page.ts';

type Parts = {
  readonly log: EventLog;
  readonly vault: Vault;
  readonly bulks: CampaignBulks;
  readonly heartbeat: () => void;
};

type Pages = {
  readonly pages: readonly FilePage[];
  /** The first page to be taken. */
  readonly from: number;
  readonly terms: IntakeTerms;
  /** All facts of the file so far; those of the pages are added. */
  readonly past: IntakeEvent[];
  readonly record: ReturnType<typeof recordIntake>;
};

/** A chunk ends at the first page border behind this: what the rows are held against is then asked anew. */
const CHUNK_MS = 30_000;
/** Pages being identified and sealed, besides the one that is next; and pages sent that are not recorded yet. */
const AHEAD = 2;

/**
 * Page after page, until the file or the chunk ends; answers the page to go on with. Pages ahead are identified and
 * sealed while earlier ones are stored, and what became of each is recorded behind it, in order. Where it breaks off,
 * pages may be stored that are not recorded: they are sent again under their own ids, and the log knows them.
 */
export async function takePages(parts: Parts, run: IntakeRun, of: Pages): Promise<number> {
  const { pages, terms } = of;
  const startedAt = performance.now();
  const cash: CashInHand = new Map();
  const prepared = pagesAhead((page) => intakePage(parts.vault, run, terms, pages[page]!.rows), pages.length);
  const underWay: Promise<void>[] = [];
  let last = Promise.resolve();
  let page = of.from;
  try {
    for (; page < pages.length && performance.now() - startedAt < CHUNK_MS; page += 1) {
      const decided = await prepared.take(page);
      const { stored } = await sendIntakePage(parts, { ...run, page }, decided, { terms, cash });
      last = recordPage(last, stored, { ...of, run, page, heartbeat: parts.heartbeat });
      last.catch(() => undefined); // thrown again where it is awaited; until then nobody else may be told
      underWay.push(last);
      if (underWay.length > AHEAD) await underWay.shift();
    }
    await last;
    return page;
  } finally {
    await Promise.allSettled([...underWay, ...prepared.left()]);
  }
}

type OfPage = Pages & { readonly run: IntakeRun; readonly page: number; readonly heartbeat: () => void };

async function recordPage(before: Promise<void>, stored: Promise<StoredPage>, of: OfPage): Promise<void> {
  const { run, page, pages, past, record, heartbeat } = of;
  await before;
  const { taken, skipped, refused: unfit } = await stored;
  const refused = [...pages[page]!.problems, ...unfit].sort(byRow);
  heartbeat();
  past.push(...(await record.rows(past.length, { intake: run.intake, page, taken, skipped, refused })));
}

const byRow = (a: Pick<RowProblem, 'row'>, b: Pick<RowProblem, 'row'>): number => a.row - b.row;

/** Begins pages before they are asked for. */
function pagesAhead(prepare: (page: number) => Promise<DecidedPage>, end: number) {
  const begun = new Map<number, Promise<DecidedPage>>();
  return {
    async take(page: number): Promise<DecidedPage> {
      for (let ahead = page; ahead <= Math.min(page + AHEAD, end - 1); ahead += 1) {
        if (begun.has(ahead)) continue;
        const decided = prepare(ahead);
        decided.catch(() => undefined);
        begun.set(ahead, decided);
      }
      const next = begun.get(page)!;
      try {
        return await next;
      } finally {
        begun.delete(page);
      }
    },
    left: () => [...begun.values()],
  };
}
