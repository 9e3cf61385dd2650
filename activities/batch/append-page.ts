import { bulkAppend, type RowRefusal } from '@canbao/event-log/bulk-append';
import type { BulkRow } from '@canbao/event-log/bulk-page';
import type { Canonical } from '@canbao/event-log/canonical-json';
import { digestOf } from '@canbao/event-log/digest-of';
import { findCommand } from '@canbao/event-log/find-command';
import type { EventLog } from '@canbao/event-log/open-event-log';
import { readPage } from '@canbao/event-log/read-page';
import type { RecordedEvent } from '@canbao/event-log/recorded-event';
import { ApplicationFailure } from '@temporalio/common';

import type { CampaignBulks } from '../campaign-bulks.ts';

export type PageParts = { readonly log: EventLog; readonly bulks: CampaignBulks };

/** What a page has put into the log. `isRepeated`: it was there already, this is what it did the first time. */
export type PageOutcome = {
  readonly events: readonly RecordedEvent[];
  readonly refused: readonly RowRefusal[];
  readonly isRepeated: boolean;
  /** The log's next position after the page; 0 when it appended nothing. */
  readonly position: number;
};

export type Page = {
  readonly campaign: string;
  /** `<run>/<page>`. */
  readonly commandId: string;
  /** What the page is made from, the same in every attempt. */
  readonly request: Canonical;
  /** Decides the page; not asked when the page is in the log already. */
  readonly rows: () => Promise<readonly BulkRow[]>;
};

const nothing: PageOutcome = { events: [], refused: [], isRepeated: false, position: 0 };

/**
 * A page of a bulk run is one command: done once, whoever repeats it. Rows that somebody else was faster with are left
 * out and named. A page without rows appends nothing and may be asked again.
 */
export async function appendPage({ log, bulks }: PageParts, page: Page): Promise<PageOutcome> {
  const { campaign, commandId } = page;
  const known = await findCommand(log, campaign, commandId);
  if (known !== undefined) return recorded(log, campaign, known, { refused: [], isRepeated: true });
  const rows = await page.rows();
  if (rows.length === 0) return nothing;
  const outcome = await bulkAppend(await bulks.of(campaign), { commandId, digest: digestOf(page.request), rows });
  switch (outcome.kind) {
    case 'appended':
      return recorded(log, campaign, outcome, { refused: outcome.refused, isRepeated: false });
    case 'repeated':
      return recorded(log, campaign, outcome, { refused: outcome.refused, isRepeated: true });
    case 'refused':
      return { ...nothing, refused: outcome.refused };
    case 'other-body':
    case 'closed':
      throw ApplicationFailure.nonRetryable(commandId, outcome.kind === 'closed' ? 'LogClosed' : 'OtherBody');
  }
}

async function recorded(
  log: EventLog,
  campaign: string,
  { firstPosition, events }: { readonly firstPosition: number; readonly events: number },
  more: Pick<PageOutcome, 'refused' | 'isRepeated'>,
): Promise<PageOutcome> {
  const page = await readPage(log, { campaign, next: firstPosition }, events);
  return { ...more, events: page.events, position: firstPosition + events };
}
