import type { ApprovalCommand } from '@canbao/domain/approval/approval.commands';
import { type Approval, approvalDecider } from '@canbao/domain/approval/approval.decider';
import type { ApprovalEvent } from '@canbao/domain/approval/approval.events';
import { isProblem, type Problem } from '@canbao/domain/problem';

import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Parts } from '../parts.ts';
import { foldStream } from '../record/fold-stream.ts';
import { type Decided, recordCommand } from '../record/record-command.ts';

export type ApprovalToRecord = {
  readonly approvalId: string;
  /** Where it applies. */
  readonly unit: string;
  readonly actor: string;
  readonly commandId: string;
  readonly command: ApprovalCommand;
  /** What goes into the same append, by the approval's state after the command: the refunds it asks for or grants. */
  readonly together?: (approval: Approval) => Promise<Decided | Problem>;
};

/** Records one command on an approval's stream, with what hangs on it. */
export function recordApproval(
  parts: Parts,
  current: CurrentCampaign,
  { approvalId, unit, actor, commandId, command, together }: ApprovalToRecord,
) {
  const stream = `approval-${approvalId}`;
  return recordCommand(parts, current, {
    commandId,
    actor,
    request: { approvalId, unit, command: JSON.stringify(command) },
    async decide() {
      const { state, version } = await foldStream(parts.log, current.code, stream, approvalDecider);
      const decided = approvalDecider.decide(command, state);
      if (isProblem(decided)) return decided;
      const after = decided.reduce<Approval>(
        (folded, event: ApprovalEvent) => approvalDecider.evolve(folded, event),
        state,
      );
      const others = decided.length === 0 || together === undefined ? { streams: [] } : await together(after);
      if (isProblem(others)) return others;
      const own = { stream, version, facts: decided.map((event) => ({ event, unit })) };
      return { ...others, streams: [own, ...others.streams] };
    },
  });
}
