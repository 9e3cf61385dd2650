/** Stream `agent-<T>-<V>-<n>`; unit = village; envelope amountFen = cash held. R-601: `days` by the watch, `yuan` by the receipt. */
export type HoldingEvent =
  | { readonly type: 'HoldingWarned'; readonly data: HoldingAlert }
  | { readonly type: 'HoldingBreached'; readonly data: HoldingAlert }
  | { readonly type: 'HoldingEscalated'; readonly data: HoldingAlert };

export type HoldingAlert = {
  readonly agent: string;
  readonly limit: 'days' | 'yuan';
  readonly people: number;
  readonly firstReceiptAt: number;
  readonly dueAt: number;
};
