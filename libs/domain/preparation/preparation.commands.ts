/** Stream `preparation-<T>`. */
export type PreparationCommand =
  | { readonly type: 'FilePlan'; readonly data: { readonly documentSha256: string; readonly title: string } }
  | {
      readonly type: 'ConfirmTraining';
      readonly data: {
        readonly agents: readonly string[];
        readonly trainedOn: string;
        /** Every agent of the township. */
        readonly known: readonly string[];
        /** Shanghai date on the plan's clock. */
        readonly today: string;
      };
    };
