import type { GuardedAct } from './approval.events.ts';

export type ApprovalCommand =
  | {
      readonly type: 'RequestApproval';
      readonly data: {
        readonly act: GuardedAct;
        /** Digest of `guardedRequest`: the approval is good for this request and no other. */
        readonly requestSha256: string;
        readonly summary: string;
        readonly reason: string;
        readonly request: { readonly [key: string]: unknown };
        readonly askedBy: string;
      };
    }
  | {
      readonly type: 'GrantApproval';
      /** `isEntitled`: the API has found a role and unit of this account that may grant the act (approvers.ts). */
      readonly data: { readonly by: string; readonly isEntitled: boolean };
    }
  | {
      readonly type: 'RefuseApproval';
      readonly data: { readonly by: string; readonly isEntitled: boolean; readonly reason: string };
    };
