import { type Approval, approvalDecider } from '@canbao/domain/approval/approval.decider';
import type { ApprovalEvent } from '@canbao/domain/approval/approval.events';
import { guardedRequest, type GuardedRequest } from '@canbao/domain/approval/guarded-request';
import type { SecondPerson } from '@canbao/domain/campaign/campaign.commands';
import { digestOf } from '@canbao/event-log/digest-of';
import type { EventLog } from '@canbao/event-log/open-event-log';

import { pastOf } from './record-on-stream.ts';

/** The approval as the log has it, and the digest of the request as it is made now (I14). The decider compares them. */
export async function secondPerson(
  log: EventLog,
  campaign: string,
  { reason, approvalId }: { readonly reason: string; readonly approvalId: string },
  request: GuardedRequest,
): Promise<SecondPerson> {
  const events = await pastOf<ApprovalEvent>(log, campaign, `approval-${approvalId}`);
  const approval = events.reduce<Approval>(approvalDecider.evolve, approvalDecider.initial);
  const requestSha256 = Buffer.from(digestOf(guardedRequest(request))).toString('hex');
  return { reason, approvalId, approval, requestSha256 };
}
