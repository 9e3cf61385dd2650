import type { Approval } from '@canbao/domain/approval/approval.decider';
import { isProblem, type Problem } from '@canbao/domain/problem';
import { refundDecider } from '@canbao/domain/refund/refund.decider';
import type { Approval as ApprovalRow } from '@canbao/projections/approval/approval.query';
import { registrationQuery } from '@canbao/projections/registration/registration.query';

import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Parts } from '../parts.ts';
import { decideOnStreams } from '../record/decide-on-stream.ts';
import type { Decided } from '../record/record-command.ts';

/** What a second person's word does to the refunds that were asked for with it, in the same append. */
export async function grantedRefunds(
  parts: Parts,
  current: CurrentCampaign,
  { approvalId, request, requestSha256 }: Pick<ApprovalRow, 'approvalId' | 'request' | 'requestSha256'>,
  approval: Approval,
): Promise<Decided | Problem> {
  const registrations = registrationsOf(request);
  // Refused: the payments may be asked for again.
  if (approval.status === 'refused') {
    return { streams: [], releases: registrations.map((key) => ({ kind: 'refund', key })) };
  }
  const rows = await registrationQuery.byIds(current.live, registrations);
  const streams = await decideOnStreams(
    parts.log,
    current.code,
    rows.map(({ registration, unit, amountFen }) => ({
      stream: `refund-${registration}`,
      decider: refundDecider,
      command: { type: 'ApproveRefund' as const, data: { approvalId, approval, requestSha256 } },
      envelope: { unit, amountFen },
    })),
  );
  return isProblem(streams) ? streams : { streams };
}

const registrationsOf = (request: ApprovalRow['request']): readonly string[] => {
  const listed: unknown = request['registrations'];
  return Array.isArray(listed) ? listed.filter((one) => typeof one === 'string') : [];
};
