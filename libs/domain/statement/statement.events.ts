/** Stream `statement-<A>-<n>`: one append per statement, whole. */
export type StatementEvent =
  | {
      readonly type: 'StatementTaken';
      readonly data: {
        readonly account: string;
        readonly number: number;
        readonly from: string;
        readonly to: string;
        readonly openingFen: number;
        readonly closingFen: number;
        readonly lines: number;
        readonly creditFen: number;
        readonly debitFen: number;
        readonly fileSha256: string;
        readonly isClosing: boolean;
      };
    }
  | {
      readonly type: 'StatementRefused';
      readonly data: { readonly account: string; readonly fileSha256: string; readonly reasons: readonly string[] };
    }
  | {
      /** Envelope amountFen = fen credited (positive) or debited (negative). Claim `line/<account>/<serial>/<place>`. */
      readonly type: 'BankLineRecorded';
      readonly data: {
        readonly account: string;
        readonly place: number;
        readonly serial: string;
        readonly kind: 'deposit' | 'treasury' | 'returned' | 'interest' | 'fee' | 'other';
        readonly bookedAt: number;
        readonly slipCode: string | null;
      };
    }
  | {
      /** P1: slip code and amount. Envelope unit = village, amountFen. Claims `matched-bag/<code>`, `matched-line/…`. */
      readonly type: 'DepositMatched';
      readonly data: {
        readonly account: string;
        readonly code: string;
        readonly agent: string;
        readonly serial: string;
        readonly place: number;
        readonly people: number;
        readonly pass: 'P1';
      };
    }
  | {
      /** A credit that P1 could not place; a person will. Unit = township. Envelope amountFen. */
      readonly type: 'LineUnidentified';
      readonly data: {
        readonly account: string;
        readonly serial: string;
        readonly place: number;
        readonly why: string;
      };
    };
