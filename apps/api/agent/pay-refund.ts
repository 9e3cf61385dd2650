import { leftoverDecider } from '@canbao/domain/leftover/leftover.decider';
import { isProblem } from '@canbao/domain/problem';
import { refundDecider } from '@canbao/domain/refund/refund.decider';
import type { agentContract } from '@canbao/http-contract/agent.contract';
import { registrationQuery } from '@canbao/projections/registration/registration.query';
import { workflowId } from '@canbao/workflows/process/workflow-id';
import { settlementMessages } from '@canbao/workflows/settlement/settlement.messages';

import { accessProblems } from '../access/access-problems.ts';
import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Call } from '../http/call.ts';
import type { Parts } from '../parts.ts';
import { decideOnStream } from '../record/decide-on-stream.ts';
import { recordCommand } from '../record/record-command.ts';
import { agentOfCall } from './agent-of-call.ts';

/** The last hop: the payer has signed. With it the leftover has its outcome, in the same append. */
export async function payRefund(parts: Parts, current: CurrentCampaign, call: Call<typeof agentContract.payRefund>) {
  const { agent, township } = agentOfCall(call.grants);
  const row = await registrationQuery.byId(current.live, call.param('registration'));
  if (row === null || row.agent !== agent) return accessProblems.notFound();
  const { registration, unit, amountFen } = row;
  const { signatureSha256 } = call.body;
  const recorded = await recordCommand(parts, current, {
    commandId: call.commandId,
    actor: call.caller.account,
    request: { registration, signatureSha256, paidOn: call.body.paidOn },
    async decide() {
      const paid = await decideOnStream(parts.log, current.code, {
        stream: `refund-${registration}`,
        decider: refundDecider,
        command: { type: 'PayRefund', data: { agent, signatureSha256 } },
        envelope: { unit, amountFen },
      });
      if (isProblem(paid)) return paid;
      const resolved = await decideOnStream(parts.log, current.code, {
        stream: `leftover-${registration}`,
        decider: leftoverDecider,
        command: {
          type: 'ResolveLeftover',
          data: { outcome: 'refunded', depositedFen: amountFen, isRefundPaid: true },
        },
        envelope: { unit },
      });
      return isProblem(resolved) ? resolved : { streams: [paid, resolved] };
    },
  });
  parts.engine.nudge(workflowId.settlement(current.code, township), settlementMessages.refundMoved);
  return recorded;
}
