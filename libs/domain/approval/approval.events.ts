/** What needs a second person. */
export type GuardedAct = 'advance-over-gate' | 'reopen-phase' | 'refund';

/** Stream `approval-<uuid>`; unit = where it applies. Bound to the digest of the exact request; used once (claim `approval/<uuid>`). */
export type ApprovalEvent =
  | {
      readonly type: 'ApprovalRequested';
      readonly data: {
        readonly act: GuardedAct;
        readonly requestSha256: string;
        readonly summary: string;
        readonly reason: string;
        /** Account name; never the one who grants. */
        readonly askedBy: string;
        readonly request: { readonly [key: string]: unknown };
      };
    }
  | { readonly type: 'ApprovalGranted'; readonly data: { readonly grantedBy: string } }
  | { readonly type: 'ApprovalRefused'; readonly data: { readonly reason: string } };
