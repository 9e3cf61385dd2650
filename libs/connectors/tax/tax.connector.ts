import type { OutsideCall, OutsideRefusal } from '../outside-call.ts';

/** One frozen page of people whose premium enters the treasury. `fen` = their sum. */
export type TreasuryOrder = {
  /** Business identity of the page: entered once, whatever the key. */
  readonly page: string;
  /** The bank account it is debited from (AccountTerms.account). */
  readonly account: string;
  readonly people: number;
  readonly fen: number;
  /** Digest of the page's list of registrations, as frozen in TreasuryEntryOrdered. */
  readonly listSha256: string;
};

/**
 * The tax authority. Throws UnknownOutcome, TryLater or CallRejected. Codes of refusals: `other-serial`,
 * `page-entered-before`, `balance-too-low`, `unknown-account`.
 */
export type TaxConnector = {
  /** One certificate per registration; a registration certified before under another key gets its first certificate. */
  issueCertificates(
    call: OutsideCall & { readonly items: readonly { readonly registration: string; readonly serial: string }[] },
  ): Promise<
    | {
        readonly kind: 'done';
        readonly certificates: readonly { readonly registration: string; readonly certificate: string }[];
      }
    | OutsideRefusal
  >;
  /** `reference` is the treasury's entry number. A second key for an entered page is refused. */
  enterTreasury(
    call: OutsideCall & TreasuryOrder,
  ): Promise<{ readonly kind: 'done'; readonly reference: string } | OutsideRefusal>;
};
