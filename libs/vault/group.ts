/**
 * Groups of personal data. Each has a key of its own per person, so that one can be erased years before another
 * (retention: category shortest, identity longest).
 */
export type Group = keyof GroupValues;

export type GroupValues = {
  /** The key fields of R-401 that name a person. `idNumber` as normalised by the caller. */
  readonly identity: { readonly documentType: string; readonly idNumber: string; readonly name: string };
  /**
   * Words of the policy pack: what somebody is sponsored for, e.g. `destitute`, or the rule that took a payer by
   * another than the standard rule, e.g. `pupil`. Which of the two, the event with the value's commitment says.
   * Where subsidies differ the amount tells as much.
   */
  readonly category: { readonly categories: readonly string[] };
  /** What is needed to reach a payer; absent means never given. */
  readonly contact: { readonly phone?: string; readonly household?: string };
};

/** As stored in `sealed_row.grp` and `wrapped_key.grp`; never renumbered. */
export const groupNumber: { readonly [G in Group]: number } = { identity: 1, category: 2, contact: 3 };
