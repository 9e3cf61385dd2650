/** Stream `task-table-<n>`. */
export type TaskTableCommand =
  | {
      readonly type: 'ImportTaskTable';
      readonly data: {
        readonly fileSha256: string;
        readonly rows: readonly { readonly code: string; readonly name: string; readonly people: number }[];
        readonly printedTotal: number;
        /** The campaign's townships: each has exactly one row. */
        readonly townships: readonly { readonly code: string; readonly name: string }[];
      };
    }
  | { readonly type: 'ConfirmTaskTable'; readonly data: { readonly reason: string } };

/** Stream `task-<T>`. */
export type TownshipTaskCommand = {
  readonly type: 'SetTownshipTask';
  readonly data: {
    readonly name: string;
    readonly people: number;
    readonly villages: readonly { readonly code: string; readonly name: string; readonly people: number }[];
    /** Whether the table was confirmed by a person. */
    readonly isTableConfirmed: boolean;
  };
};

export type TaskCommand = TaskTableCommand | TownshipTaskCommand;
