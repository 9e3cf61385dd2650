import type { Decider } from '../decider.ts';
import type { Problem } from '../problem.ts';
import type { ApprovalCommand } from './approval.commands.ts';
import type { ApprovalEvent, GuardedAct } from './approval.events.ts';
import { approvalProblems } from './approval.problems.ts';

type Asked = {
  readonly act: GuardedAct;
  readonly requestSha256: string;
  readonly askedBy: string;
  readonly reason: string;
};

export type Approval =
  | { readonly status: 'unknown' }
  | (Asked & { readonly status: 'waiting' | 'refused' })
  | (Asked & { readonly status: 'granted'; readonly grantedBy: string });

/** the one who asks is never the one who approves; decided once. */
export const approvalDecider: Decider<Approval, ApprovalCommand, ApprovalEvent> = {
  initial: { status: 'unknown' },
  decide({ type, data }, approval) {
    switch (type) {
      case 'RequestApproval': {
        if (data.reason.trim().length < 4) return approvalProblems.reasonRequired();
        if (approval.status === 'unknown') return [{ type: 'ApprovalRequested', data }];
        const isSame = approval.requestSha256 === data.requestSha256 && approval.askedBy === data.askedBy;
        return isSame ? [] : approvalProblems.alreadyRequested();
      }
      case 'GrantApproval': {
        if (approval.status === 'unknown') return approvalProblems.unknown();
        if (!data.isEntitled) return approvalProblems.notEntitled();
        if (approval.askedBy === data.by) return approvalProblems.samePerson();
        if (approval.status === 'granted' && approval.grantedBy === data.by) return [];
        if (approval.status !== 'waiting') return approvalProblems.alreadyDecided();
        return [{ type: 'ApprovalGranted', data: { grantedBy: data.by } }];
      }
      case 'RefuseApproval': {
        if (approval.status === 'unknown') return approvalProblems.unknown();
        if (!data.isEntitled) return approvalProblems.notEntitled();
        if (data.reason.trim().length < 4) return approvalProblems.reasonRequired();
        if (approval.status !== 'waiting') return approvalProblems.alreadyDecided();
        return [{ type: 'ApprovalRefused', data: { reason: data.reason } }];
      }
    }
  },
  evolve(approval, event) {
    switch (event.type) {
      case 'ApprovalRequested': {
        const { act, requestSha256, askedBy, reason } = event.data;
        return { status: 'waiting', act, requestSha256, askedBy, reason };
      }
      case 'ApprovalGranted':
        return approval.status === 'unknown'
          ? approval
          : { ...approval, status: 'granted', grantedBy: event.data.grantedBy };
      case 'ApprovalRefused':
        return approval.status === 'unknown' ? approval : { ...asked(approval), status: 'refused' };
    }
  },
};

const asked = ({ act, requestSha256, askedBy, reason }: Asked): Asked => ({ act, requestSha256, askedBy, reason });

/**
 * What a guarded command has to show (I14): the approval's state, and the digest of the request as it is made now.
 * The answer is null when it holds. Two different people, granted, this act, this request.
 */
export function approvalProblem(
  approval: Approval,
  act: GuardedAct,
  requestSha256: string,
  by: string,
): Problem | null {
  if (approval.status === 'unknown') return approvalProblems.unknown();
  if (approval.status !== 'granted') return approvalProblems.notGranted();
  if (approval.act !== act || approval.requestSha256 !== requestSha256) return approvalProblems.otherRequest();
  if (approval.grantedBy === approval.askedBy || approval.grantedBy === by) return approvalProblems.samePerson();
  return null;
}
