import type { BulkPage } from './bulk-page.ts';
import type { Claim } from './claim.ts';
import type { Bulk } from './open-bulk.ts';

/** Why a row was left out; `row` is its place in the page, from 0. A row error of the file. */
export type RowRefusal =
  | { readonly row: number; readonly kind: 'stale'; readonly stream: string; readonly version: number }
  /** Held by an earlier event, or by an earlier row of the page. */
  | { readonly row: number; readonly kind: 'taken'; readonly claim: Claim }
  | { readonly row: number; readonly kind: 'not-held'; readonly claim: Claim };

export type BulkOutcome =
  /** `repeated`: the page's id was known, this is its first answer. Positions follow the order of the stream keys. */
  | {
      readonly kind: 'appended' | 'repeated';
      readonly firstPosition: number;
      readonly events: number;
      readonly refused: readonly RowRefusal[];
    }
  /** Nothing was appended: a vital row was refused, or every row. */
  | { readonly kind: 'refused'; readonly refused: readonly RowRefusal[] }
  /** The page's id was used for another page. */
  | { readonly kind: 'other-body' }
  /** The campaign's log takes no more events. */
  | { readonly kind: 'closed' };

/**
 * Appends a page in one commit, without the rows that cannot be: what the page leaves out is in `refused`. Pages of one
 * run may be called ahead: they are encoded while the one before is stored, and are stored in the order of the calls.
 * Rejects like `appendEvents`: TypeError for a page that no log can hold, AppendUnknown when it must be sent again.
 */
export function bulkAppend(bulk: Bulk, page: BulkPage): Promise<BulkOutcome> {
  return bulk.append(page);
}
