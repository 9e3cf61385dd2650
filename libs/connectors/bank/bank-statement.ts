import type { Fen } from '@canbao/domain/fen';

export const bankLineKinds = ['deposit', 'treasury', 'returned', 'interest', 'fee', 'other'] as const;
export type BankLineKind = (typeof bankLineKinds)[number];

export type BankLine = {
  /** 1 = the first line ever booked in the account; goes on over statements. Identity = serial and place. */
  readonly place: number;
  readonly serial: string;
  readonly kind: BankLineKind;
  /** Credited positive, debited negative. */
  readonly amountFen: Fen;
  readonly balanceFen: Fen;
  /** The bank's instant, epoch ms. */
  readonly bookedAt: number;
  /** As the teller typed it. May hold names: never into an event. */
  readonly remark: string;
};

/** One statement of one account. Period: from < bookedAt <= to, in epoch ms; `from` is the last statement's `to`. */
export type BankStatement = {
  readonly account: string;
  readonly holder: string;
  readonly tail: string;
  readonly number: number;
  readonly from: number;
  readonly to: number;
  readonly openingFen: Fen;
  readonly closingFen: Fen;
  readonly creditFen: Fen;
  /** Sum of debits, not negative. */
  readonly debitFen: Fen;
  readonly isClosing: boolean;
  readonly lines: readonly BankLine[];
};

/** What was taken before. `last` null = nothing yet: the account was opened at zero. */
export type StatementExpected = {
  readonly account: string;
  readonly tail: string | null;
  readonly last: {
    readonly number: number;
    readonly to: number;
    readonly closingFen: number;
    readonly place: number;
  } | null;
};
