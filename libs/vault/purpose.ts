/** Why somebody is shown personal data. Stands in the access log before anything is shown. */
export type Purpose = {
  /** Account id of who asks. */
  readonly actor: string;
  /** What it is for: a screen's name, or the reason that an auditor typed. */
  readonly why: string;
  /** Case number; null where the role needs none. */
  readonly caseNumber: string | null;
};
