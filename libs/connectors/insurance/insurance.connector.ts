import type { OutsideCall, OutsideRefusal } from '../outside-call.ts';

/** Personal data: made for the call, never logged or stored on our side of it. */
export type BureauRow = {
  readonly registration: string;
  readonly idNumber: string;
  readonly name: string;
  /** Village of payment, a unit path. */
  readonly unit: string;
};

/** The bureau's word on one row. `refused` is its Chinese reason. `benefitStartOn` is an ISO date. */
export type BureauVerdict =
  | { readonly registration: string; readonly serial: string; readonly benefitStartOn: string }
  | { readonly registration: string; readonly refused: string };

/** The insurance bureau. Throws UnknownOutcome, TryLater or CallRejected. */
export type InsuranceConnector = {
  /**
   * A page of a hand-over. Exactly one verdict per row, in the order of the rows. A registration that
   * was imported before under another key gets its first serial; the same person under another registration is refused.
   */
  importPage(
    call: OutsideCall & {
      readonly handover: string;
      readonly page: number;
      readonly coverageYear: number;
      readonly rows: readonly BureauRow[];
    },
  ): Promise<{ readonly kind: 'done'; readonly verdicts: readonly BureauVerdict[] } | OutsideRefusal>;
};
