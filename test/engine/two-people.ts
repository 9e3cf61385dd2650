import { guardedRequest, type GuardedRequest } from '@canbao/domain/approval/guarded-request';
import { appendEvents } from '@canbao/event-log/append-events';
import { digestOf } from '@canbao/event-log/digest-of';
import { openLane } from '@canbao/event-log/open-lane';
import { uuid7 } from '@canbao/event-log/uuid7';

import type { ReadingScratch } from '../projections/reading-scratch.ts';

/** Asked by one person and granted by another, as the API would record it (I14). Answers what a command has to show. */
export async function twoPeople(
  { log }: ReadingScratch,
  campaign: string,
  request: GuardedRequest,
  reason: string,
): Promise<{ readonly reason: string; readonly approvalId: string }> {
  const approvalId = uuid7(Date.now());
  const requestSha256 = Buffer.from(digestOf(guardedRequest(request))).toString('hex');
  const about = { unit: request.unit, occurredAt: Date.now() };
  const lane = await openLane(log, campaign);
  await appendEvents(lane, {
    commandId: `approved/${approvalId}`,
    digest: digestOf(approvalId),
    streams: [
      {
        stream: `approval-${approvalId}`,
        expectedVersion: 0,
        events: [
          {
            ...about,
            type: 'ApprovalRequested',
            actor: 'u_lead',
            data: {
              act: request.act,
              requestSha256,
              summary: '',
              reason,
              askedBy: 'u_lead',
              request: { ...guardedRequest(request) },
            },
          },
          { ...about, type: 'ApprovalGranted', actor: 'u_deputy', data: { grantedBy: 'u_deputy' } },
        ],
      },
    ],
  });
  await lane.close();
  return { reason, approvalId };
}
