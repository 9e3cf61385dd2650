/** R-803a: a figure of progress, in people and fen. */
export type Measure = { readonly people: number; readonly fen: number };

/** Stream `report-monday-<yyyymmdd>`; unit = county. R-805, R-805a: balance *and* cumulative deposits. */
export type ReportEvent = {
  readonly type: 'ReportIssued';
  readonly data: {
    readonly kind: 'monday';
    readonly onDate: string;
    /** The report's figures are the fold of the events before this position. */
    readonly position: number;
    readonly registered: Measure;
    readonly deposited: Measure;
    readonly entered: Measure;
    readonly balances: readonly { readonly account: string; readonly balanceFen: number }[];
    readonly behind: readonly string[];
  };
};
