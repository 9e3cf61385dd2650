import { isProblem } from '@canbao/domain/problem';
import { refundDecider } from '@canbao/domain/refund/refund.decider';
import type { townshipContract } from '@canbao/http-contract/township.contract';
import { registrationQuery } from '@canbao/projections/registration/registration.query';

import { accessProblems } from '../access/access-problems.ts';
import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Call } from '../http/call.ts';
import type { Parts } from '../parts.ts';
import { decideOnStreams } from '../record/decide-on-stream.ts';
import { recordCommand } from '../record/record-command.ts';

/** From the health centre's refund account into the hands of the agents who took the money. */
export async function handOnRefunds(
  parts: Parts,
  current: CurrentCampaign,
  call: Call<typeof townshipContract.handOnRefunds>,
) {
  const registrations = [...new Set(call.body.registrations)].sort();
  const rows = await registrationQuery.byIds(current.live, registrations);
  const isOwn =
    rows.length === registrations.length && rows.every(({ township }) => township === call.param('township'));
  if (!isOwn) return accessProblems.notFound();
  const recorded = await recordCommand(parts, current, {
    commandId: call.commandId,
    actor: call.caller.account,
    request: { registrations },
    async decide() {
      const streams = await decideOnStreams(
        parts.log,
        current.code,
        rows.map(({ registration, agent, unit, amountFen }) => ({
          stream: `refund-${registration}`,
          decider: refundDecider,
          command: { type: 'HandOnRefund' as const, data: { agent } },
          envelope: { unit, amountFen },
        })),
      );
      return isProblem(streams) ? streams : { streams };
    },
  });
  return isProblem(recorded) ? recorded : { position: recorded.position, handedOn: rows.length };
}
