import { approvalProblem } from '../approval/approval.decider.ts';
import type { Decider } from '../decider.ts';
import type { Problem } from '../problem.ts';
import type { RefundCommand } from './refund.commands.ts';
import type { RefundEvent } from './refund.events.ts';
import { refundProblems } from './refund.problems.ts';

type Asked = { readonly registration: string; readonly approvalId: string };
export type Refund =
  | { readonly status: 'none' }
  | (Asked & { readonly status: 'requested' | 'approved' })
  | (Asked & { readonly status: 'released'; readonly reference: string })
  | (Asked & { readonly status: 'handed-on'; readonly reference: string; readonly agent: string })
  | (Asked & {
      readonly status: 'paid';
      readonly reference: string;
      readonly agent: string;
      readonly signatureSha256: string;
    });

type Data<Type extends RefundCommand['type']> = Extract<RefundCommand, { type: Type }>['data'];
type Decision = readonly RefundEvent[] | Problem;

/** one refund a payment, two people, and every hop in its order; the payer is the last. */
export const refundDecider: Decider<Refund, RefundCommand, RefundEvent> = {
  initial: { status: 'none' },
  decide(command, refund) {
    if (command.type === 'RequestRefund') return request(command.data, refund);
    if (refund.status === 'none') return refundProblems.unknown();
    switch (command.type) {
      case 'ApproveRefund':
        return approve(command.data, refund);
      case 'ReleaseRefund':
        return release(command.data, refund);
      case 'HandOnRefund':
        return handOn(command.data, refund);
      case 'PayRefund':
        return pay(command.data, refund);
    }
  },
  evolve(refund, { type, data }) {
    const asked =
      refund.status === 'none'
        ? { registration: data.registration, approvalId: '' }
        : { registration: refund.registration, approvalId: refund.approvalId };
    const reference = 'reference' in refund ? refund.reference : '';
    switch (type) {
      case 'RefundRequested':
        return { status: 'requested', registration: data.registration, approvalId: data.approvalId };
      case 'RefundApproved':
        return { ...asked, status: 'approved' };
      case 'RefundReleased':
        return { ...asked, status: 'released', reference: data.reference };
      case 'RefundHandedOn':
        return { ...asked, status: 'handed-on', reference, agent: data.agent };
      case 'RefundPaid':
        return {
          ...asked,
          status: 'paid',
          reference,
          agent: 'agent' in refund ? refund.agent : '',
          signatureSha256: data.signatureSha256,
        };
    }
  },
};

function request(data: Data<'RequestRefund'>, refund: Refund): Decision {
  const { registration, approvalId, reason, amountFen, receivedFen, leftover, isEnrolled, isEarlierRefused } = data;
  if (reason.trim().length < 4) return refundProblems.reasonRequired();
  if (refund.status === 'requested' && refund.approvalId === approvalId) return [];
  if (refund.status !== 'none' && !(refund.status === 'requested' && isEarlierRefused))
    return refundProblems.alreadyRequested();
  if (isEnrolled) return refundProblems.enrolled();
  if (leftover === null) return refundProblems.noLeftover();
  if (receivedFen <= 0) return refundProblems.nothingReceived();
  if (amountFen !== receivedFen) return refundProblems.amountDiffers(receivedFen, amountFen);
  return [{ type: 'RefundRequested', data: { registration, approvalId, reason } }];
}

function approve(
  { approvalId, approval, requestSha256 }: Data<'ApproveRefund'>,
  refund: Exclude<Refund, { status: 'none' }>,
): Decision {
  if (refund.approvalId !== approvalId) return refundProblems.otherApproval();
  if (refund.status !== 'requested') return [];
  const asker = approval.status === 'unknown' ? '' : approval.askedBy;
  const problem = approvalProblem(approval, 'refund', requestSha256, asker);
  return problem ?? [{ type: 'RefundApproved', data: { registration: refund.registration, approvalId } }];
}

function release({ account, reference }: Data<'ReleaseRefund'>, refund: Exclude<Refund, { status: 'none' }>): Decision {
  if (refund.status === 'requested') return refundProblems.notApproved();
  if ('reference' in refund) return refund.reference === reference ? [] : refundProblems.alreadyReleased();
  return [{ type: 'RefundReleased', data: { registration: refund.registration, account, reference } }];
}

function handOn({ agent }: Data<'HandOnRefund'>, refund: Exclude<Refund, { status: 'none' }>): Decision {
  if (refund.status === 'handed-on' || refund.status === 'paid')
    return refund.agent === agent ? [] : refundProblems.handedToAnother();
  if (refund.status !== 'released') return refundProblems.notReleased();
  return [{ type: 'RefundHandedOn', data: { registration: refund.registration, agent } }];
}

function pay({ agent, signatureSha256 }: Data<'PayRefund'>, refund: Exclude<Refund, { status: 'none' }>): Decision {
  if (refund.status !== 'handed-on' && refund.status !== 'paid') return refundProblems.notHandedOn();
  if (refund.agent !== agent) return refundProblems.notYours();
  if (refund.status === 'paid') return refund.signatureSha256 === signatureSha256 ? [] : refundProblems.alreadyPaid();
  return [{ type: 'RefundPaid', data: { registration: refund.registration, signatureSha256 } }];
}
