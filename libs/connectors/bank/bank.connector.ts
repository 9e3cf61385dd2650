import type { OutsideCall, OutsideRefusal } from '../outside-call.ts';

/** The terms the bank's counter enforces for an account. */
export type AccountTerms = {
  /**
   * Our name of the account, opaque to the bank and unique in its books, so across campaigns too. Opening it again
   * under the same terms answers the first tail; under other terms it is refused.
   */
  readonly account: string;
  /** What the bank prints as holder, for example `上蔡县税务局芦岗医保待解户`. */
  readonly name: string;
  /** Whose agents may deposit here: the remark names this township; null = no deposits at the counter (subsidies). */
  readonly township: { readonly code: string; readonly name: string } | null;
  /** A deposit is a whole multiple of it, in fen (Shangcai: 25000); null = any amount. Source: the pack. */
  readonly depositUnitFen: number | null;
};

/** One refund leaving a pending account: fen of one registration, at most once. */
export type ReturnedItem = { readonly registration: string; readonly fen: number };

/**
 * The collecting bank. Every method throws UnknownOutcome, TryLater or CallRejected as described there; refusals are
 * answers. Codes of refusals: `unknown-account`, `account-exists`, `unknown-statement`, `balance-too-low`, `already-returned`.
 */
export type BankConnector = {
  /** `tail` = last four digits of the number that the bank gave the account; the number itself stays with the bank. */
  openAccount(
    call: OutsideCall & AccountTerms,
  ): Promise<{ readonly kind: 'done'; readonly tail: string } | OutsideRefusal>;
  /** No deposit after it. `lockedAt` is the bank's instant (plan, epoch ms); locking again answers the first. */
  lockAccount(
    call: OutsideCall & { readonly account: string },
  ): Promise<{ readonly kind: 'done'; readonly lockedAt: number } | OutsideRefusal>;
  /** A question, no effect. `balanceFen` as of now: what the Monday report shows. */
  accountState(call: OutsideCall & { readonly account: string }): Promise<AccountState | OutsideRefusal>;
  /**
   * The statement after number `afterNumber` (0 = the first one): every line booked since. Cut on the first
   * request and the same ever after. `none`: nothing to state yet, or the closing statement is not ready.
   * `file` is the bank's file, to be read by statement.codec.ts; `fileSha256` its digest, already compared.
   */
  statement(
    call: OutsideCall & { readonly account: string; readonly afterNumber: number },
  ): Promise<StatementHandedOver | { readonly kind: 'none' } | OutsideRefusal>;
  /**
   * a page of refunds from a pending account to the health centre's. All items or none; a registration
   * returned before under another key gets its first reference, one with another amount is refused.
   */
  transferToHealthCentre(
    call: OutsideCall & { readonly account: string; readonly items: readonly ReturnedItem[] },
  ): Promise<
    | {
        readonly kind: 'done';
        readonly references: readonly { readonly registration: string; readonly reference: string }[];
      }
    | OutsideRefusal
  >;
};

export type AccountState = {
  readonly kind: 'done';
  readonly isLocked: boolean;
  readonly lockedAt: number | null;
  readonly balanceFen: number;
};

export type StatementHandedOver = {
  readonly kind: 'done';
  readonly number: number;
  readonly isClosing: boolean;
  readonly file: string;
  readonly fileSha256: string;
};
