/** Streams `screening-<T>-<round>` and `enrolment-<T>-<n>`; unit = township. Written by their workflows only. */
export type EnrolmentEvent =
  | {
      readonly type: 'ScreeningStarted';
      readonly data: { readonly round: 1 | 2; readonly stage: 'health-centre' | 'tax' };
    }
  | {
      readonly type: 'ScreeningFinished';
      readonly data: {
        readonly round: 1 | 2;
        readonly stage: 'health-centre' | 'tax';
        readonly passed: number;
        readonly returned: number;
      };
    }
  | {
      readonly type: 'HandoverSent';
      readonly data: { readonly handover: string; readonly people: number; readonly pages: number };
    }
  | {
      /** The bureau's clerk took the hand-over for import. */
      readonly type: 'HandoverAccepted';
      readonly data: { readonly handover: string };
    }
  | {
      /** Frozen before the call: whose money, and how much. Envelope amountFen = the page's sum. */
      readonly type: 'TreasuryEntryOrdered';
      readonly data: { readonly page: string; readonly people: number; readonly listSha256: string };
    }
  | {
      readonly type: 'TreasuryEntered';
      readonly data: { readonly page: string; readonly people: number; readonly reference: string };
    }
  | {
      readonly type: 'EnrolmentFinished';
      readonly data: { readonly handover: string; readonly enrolled: number; readonly refused: number };
    };
