import { approvalDecider } from '@canbao/domain/approval/approval.decider';
import { guardedRequest } from '@canbao/domain/approval/guarded-request';
import { isProblem, type Problem } from '@canbao/domain/problem';
import { type Refund, refundDecider } from '@canbao/domain/refund/refund.decider';
import type { townshipContract } from '@canbao/http-contract/township.contract';
import { leftoverQuery } from '@canbao/projections/leftover/leftover.query';
import { type Registration, registrationQuery } from '@canbao/projections/registration/registration.query';

import { accessProblems } from '../access/access-problems.ts';
import { recordApproval } from '../approval/record-approval.ts';
import { requestDigest } from '../approval/request-digest.ts';
import { approvalSummary } from '../approval/approval-summary.ts';
import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Call } from '../http/call.ts';
import type { Parts } from '../parts.ts';
import { decideOnStreams } from '../record/decide-on-stream.ts';
import { foldStream } from '../record/fold-stream.ts';
import { idOfCommand } from '../record/id-of-command.ts';
import type { Decided } from '../record/record-command.ts';
import { recordedId } from '../record/recorded-id.ts';

/**
 * Asks for the refunds of a township's leftovers: one approval over the whole list, and with it, in one
 * append, a request on every refund's own stream. A refusal of one row refuses the list, naming it.
 */
export async function requestRefunds(
  parts: Parts,
  current: CurrentCampaign,
  call: Call<typeof townshipContract.requestRefunds>,
) {
  const { reason } = call.body;
  const unit = call.unit!;
  const registrations = [...new Set(call.body.registrations)];
  const rows = await registrationQuery.byIds(current.live, registrations);
  const isOwn =
    rows.length === registrations.length && rows.every(({ township }) => township === call.param('township'));
  if (!isOwn) return accessProblems.notFound();
  const approvalId = idOfCommand(call.commandId, call.firstAt);
  const request = guardedRequest({ act: 'refund', unit, registrations });
  const nameOf = await parts.unitNames();
  const fen = rows.reduce((sum, { amountFen }) => sum + amountFen, 0);

  const recorded = await recordApproval(parts, current, {
    approvalId,
    unit,
    actor: call.caller.account,
    commandId: call.commandId,
    command: {
      type: 'RequestApproval',
      data: {
        act: 'refund',
        requestSha256: requestDigest(request),
        summary: `${approvalSummary(request, nameOf)}，${(fen / 100).toFixed(2)} 元`,
        reason,
        request,
        askedBy: call.caller.account,
      },
    },
    together: () => askedRefunds(parts, current, rows, { township: call.param('township'), approvalId, reason }),
  });
  if (isProblem(recorded)) return recorded;
  return {
    position: recorded.position,
    approvalId: await recordedId(parts.log, current.code, recorded, approvalId),
    people: rows.length,
    fen,
  };
}

type Asking = { readonly township: string; readonly approvalId: string; readonly reason: string };

async function askedRefunds(
  parts: Parts,
  current: CurrentCampaign,
  rows: readonly Registration[],
  { township, approvalId, reason }: Asking,
): Promise<Decided | Problem> {
  const leftovers = await leftoverQuery.rows(current.live, township);
  const open = new Map(
    leftovers.filter(({ outcome }) => outcome === null).map(({ registration, kind }) => [registration, kind]),
  );
  const streams = await decideOnStreams(
    parts.log,
    current.code,
    rows.map((row) => ({
      stream: `refund-${row.registration}`,
      decider: refundDecider,
      command: async (refund: Refund) => ({
        type: 'RequestRefund' as const,
        data: {
          registration: row.registration,
          approvalId,
          reason,
          amountFen: row.amountFen,
          receivedFen: row.isFunded ? row.amountFen : 0,
          leftover: open.get(row.registration) ?? null,
          isEnrolled: row.serial !== null,
          isEarlierRefused: await isEarlierRefused(parts, current, refund),
        },
      }),
      envelope: { unit: row.unit, amountFen: row.amountFen },
    })),
  );
  return isProblem(streams) ? streams : { streams };
}

/** Whether the second person refused what was asked for this payment before; then it may be asked again. */
async function isEarlierRefused({ log }: Parts, { code }: CurrentCampaign, refund: Refund): Promise<boolean> {
  if (refund.status !== 'requested') return false;
  const approval = await foldStream(log, code, `approval-${refund.approvalId}`, approvalDecider);
  return approval.state.status === 'refused';
}
