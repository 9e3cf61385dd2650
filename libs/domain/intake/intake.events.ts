/**
 * Stream `intake-<first 16 hex digits of the file's sha256>`; unit = the sender's: the agent's village, or the office's
 * unit. The file itself is sealed; its rows become PersonRegistered with `file` = the intake.
 */
export type IntakeEvent =
  | {
      /** Appended by the API before the workflow starts. `agent` null: sent by an office, for the agents of its unit. */
      readonly type: 'FileReceived';
      readonly data: { readonly intake: string; readonly agent: string | null; readonly sha256: string };
    }
  | {
      /** The file could be read: so many rows will each have an outcome. */
      readonly type: 'FileChecked';
      readonly data: { readonly intake: string; readonly total: number };
    }
  | {
      /** One page, in the append of its registrations' page or right behind it. Rows are numbered as the spreadsheet shows them. */
      readonly type: 'RowsTaken';
      readonly data: {
        readonly intake: string;
        readonly page: number;
        readonly taken: number;
        /** Rows that had been taken before (the same receipt of the same file). */
        readonly skipped: number;
        readonly refused: readonly RefusedRow[];
      };
    }
  | {
      /** Every row has its outcome: taken + refused + skipped = total. */
      readonly type: 'FileTaken';
      readonly data: {
        readonly intake: string;
        readonly total: number;
        readonly taken: number;
        readonly refused: number;
        readonly skipped: number;
      };
    }
  | {
      /** The file as a whole cannot be read (a missing column); no row was taken. */
      readonly type: 'FileRefused';
      readonly data: { readonly intake: string; readonly problem: string };
    };

/** Why a row was not taken. Never the row's values: they are personal data. */
export type RefusedRow = {
  readonly row: number;
  readonly column: string;
  readonly why: string;
  readonly remedy: string;
};
