/** Stream `refund-<registration uuid>`; unit = village; envelope amountFen = fen to go back. Each is one hop. */
export type RefundEvent =
  | {
      /** Claim `refund/<registration>`: one refund per payment. */
      readonly type: 'RefundRequested';
      readonly data: { readonly registration: string; readonly approvalId: string; readonly reason: string };
    }
  | { readonly type: 'RefundApproved'; readonly data: { readonly registration: string; readonly approvalId: string } }
  | {
      /** Pending account -> health centre's refund account, by the bank; `reference` is the bank's. */
      readonly type: 'RefundReleased';
      readonly data: { readonly registration: string; readonly account: string; readonly reference: string };
    }
  | { readonly type: 'RefundHandedOn'; readonly data: { readonly registration: string; readonly agent: string } }
  | { readonly type: 'RefundPaid'; readonly data: { readonly registration: string; readonly signatureSha256: string } };
