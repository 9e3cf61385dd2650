/** Stream `sponsor-<department>`. Rows are checked before (files), and any wrong one returns the list whole. */
export type SponsorCommand = {
  readonly type: 'SubmitSponsorList';
  readonly data: {
    readonly department: string;
    readonly people: number;
    readonly fileSha256: string;
    /** Departments that the pack lets send lists. */
    readonly departments: readonly string[];
    /** What is wrong, row by row; never a value of the row. */
    readonly wrongRows: readonly { readonly row: number; readonly detail: string }[];
  };
};
