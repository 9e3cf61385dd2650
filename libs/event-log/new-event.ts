import type { Canonical } from './canonical-json.ts';

/** Random key of a person and, per personal group that this event records, the salted commitment (audit.md 3). */
export type PersonReference = {
  readonly key: string;
  readonly identity?: string;
  readonly category?: string;
  readonly contact?: string;
};

/** An event as `decide` made it. The lane adds stream, version, command, campaign, nonce and `recordedAt`. */
export type NewEvent = {
  readonly type: string;
  /** Default 1. */
  readonly schemaVersion?: number;
  /** No personal data. Text is NFC and without U+0000 already; integers only. */
  readonly data: { readonly [key: string]: Canonical };
  /** Path of the unit it counts for: `411722/101/03`. */
  readonly unit: string;
  readonly actor: string;
  readonly onBehalfOf?: string | null;
  /** Command id or position of what caused it. */
  readonly causation?: string | null;
  /** Epoch milliseconds, on the campaign's clock. */
  readonly occurredAt: number;
  readonly person?: PersonReference | null;
  /** Whole fen; what projections sum. */
  readonly amountFen?: number | null;
};
