/** Department words: `poverty-office`, `civil-affairs`, `veterans-affairs`, `health-commission`. */
export type SponsorEvent =
  | {
      /** Stream `sponsor-<department>`, unit = county. */
      readonly type: 'SponsorListReceived';
      readonly data: {
        readonly department: string;
        readonly version: number;
        readonly people: number;
        readonly fileSha256: string;
      };
    }
  | {
      /** Stream `sponsored-<uuid>`; envelope `person`; unit = village; the category is in the vault only. */
      readonly type: 'PersonListed';
      readonly data: { readonly department: string; readonly version: number; readonly line: number };
    };
