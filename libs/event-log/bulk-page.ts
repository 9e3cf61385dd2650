import type { StreamAppend } from './append-events.ts';
import type { Claim } from './claim.ts';
import type { SealedRow } from './sealed-row.ts';

/** A page of a bulk run: one command. Some 1,000 events hold the lock for a few hundredths of a second. */
export type BulkPage = {
  /** `<run>/<page>`: the same page always under the same id, also after a restart. */
  readonly commandId: string;
  /** `digestOf` what the page was made from. */
  readonly digest: Uint8Array;
  /** Each stream once. A row is appended or refused alone. */
  readonly rows: readonly BulkRow[];
};

export type BulkRow = StreamAppend & {
  readonly claims?: readonly Claim[];
  readonly releases?: readonly Claim[];
  readonly sealed?: readonly SealedRow[];
  /** True: without this row the page is refused; for the run's own stream, or where a page stands or falls whole. */
  readonly isVital?: boolean;
};
