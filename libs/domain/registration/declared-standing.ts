/** A paper that was shown, under the title that the pack gives it. It stays with the agent: only its digest goes on. */
export type ShownDocument = { readonly title: string; readonly sha256: string };

/** what a payer says of themselves before money is taken, and what they showed. */
export type DeclaredStanding = {
  /** Keys of the pack's rules that fit the payer; of several the pack's order decides. Empty = its standard rule. */
  readonly standings: readonly string[];
  /** In the household register; whether that is so the population register says later. */
  readonly isRegistered: boolean;
  /** Whole months of residence in the county; null = not said. */
  readonly monthsResident: number | null;
  readonly documents: readonly ShownDocument[];
  /** As the voucher of a payment says it; null = cash to the agent, so in the village. */
  readonly placeOfPayment: string | null;
};

/** What most payers are, and every row of a file that says nothing else. */
export const nothingDeclared: DeclaredStanding = {
  standings: [],
  isRegistered: true,
  monthsResident: null,
  documents: [],
  placeOfPayment: null,
};
