import type { ApprovalCommand } from '@canbao/domain/approval/approval.commands';
import type { Approval } from '@canbao/domain/approval/approval.decider';
import { approvers } from '@canbao/domain/approval/approvers';
import { isProblem } from '@canbao/domain/problem';
import { approvalContract } from '@canbao/http-contract/approval.contract';
import { approvalQuery } from '@canbao/projections/approval/approval.query';
import { workflowId } from '@canbao/workflows/process/workflow-id';
import { settlementMessages } from '@canbao/workflows/settlement/settlement.messages';
import { Controller } from '@nestjs/common';

import { accessProblems } from '../access/access-problems.ts';
import { unitCovers } from '../access/unit-covers.ts';
import { engineProblems } from '../engine/engine-problems.ts';
import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { idOfCommand } from '../record/id-of-command.ts';
import { grantedRefunds } from '../refund/granted-refunds.ts';
import { recordedId } from '../record/recorded-id.ts';
import { reading } from '../reading/reader.ts';
import { recordApproval } from './record-approval.ts';
import { requestDigest } from './request-digest.ts';
import { approvalSummary } from './approval-summary.ts';
import { parseGuardedRequest } from './parse-guarded-request.ts';
import { mayAsk, mayGrant } from './may-grant.ts';

/** Two people. */
@Controller()
export class ApprovalsController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(approvalContract.request)
  async request({ body, caller, commandId, firstAt }: Call<typeof approvalContract.request>) {
    const current = await this.#parts.campaign();
    if (current === null) return engineProblems.noCampaign();
    const request = parseGuardedRequest(body);
    if (isProblem(request)) return request;
    if (!mayAsk(caller.grants, body.act, body.unit)) return accessProblems.notFound();
    const approvalId = idOfCommand(commandId, firstAt);
    const nameOf = await this.#parts.unitNames();
    const recorded = await recordApproval(this.#parts, current, {
      approvalId,
      unit: body.unit,
      actor: caller.account,
      commandId,
      command: {
        type: 'RequestApproval',
        data: {
          act: body.act,
          requestSha256: requestDigest(request),
          summary: approvalSummary(request, nameOf),
          reason: body.reason,
          request,
          askedBy: caller.account,
        },
      },
    });
    if (isProblem(recorded)) return recorded;
    return { ...recorded, approvalId: await recordedId(this.#parts.log, current.code, recorded, approvalId) };
  }

  @Serves(approvalContract.grant)
  grant(call: Call<typeof approvalContract.grant>) {
    const by = call.caller.account;
    return this.#decide(call, (isEntitled) => ({ type: 'GrantApproval', data: { by, isEntitled } }));
  }

  @Serves(approvalContract.refuse)
  refuse(call: Call<typeof approvalContract.refuse>) {
    const by = call.caller.account;
    const { reason } = call.body;
    return this.#decide(call, (isEntitled) => ({ type: 'RefuseApproval', data: { by, isEntitled, reason } }));
  }

  /** One outside the caller's units is not found; one inside that they may not decide is refused in words. */
  async #decide(call: Call<typeof approvalContract.grant>, command: (isEntitled: boolean) => ApprovalCommand) {
    const current = await this.#parts.campaign();
    if (current === null) return engineProblems.noCampaign();
    const approvalId = call.param('approvalId');
    const approval = await approvalQuery.byId(current.live, approvalId);
    if (approval === null || !call.grants.some(({ unit }) => unitCovers(unit, approval.unit))) {
      return accessProblems.notFound();
    }
    const recorded = await recordApproval(this.#parts, current, {
      approvalId,
      unit: approval.unit,
      actor: call.caller.account,
      commandId: call.commandId,
      command: command(mayGrant(call.caller.grants, approval.act, approval.unit)),
      ...(approval.act === 'refund'
        ? { together: (state: Approval) => grantedRefunds(this.#parts, current, approval, state) }
        : {}),
    });
    if (approval.act === 'refund' && !isProblem(recorded)) {
      const township = approval.unit.split('/')[1] ?? '';
      this.#parts.engine.nudge(workflowId.settlement(current.code, township), settlementMessages.refundMoved);
    }
    return recorded;
  }

  @Serves(approvalContract.list)
  list({ grants, caller }: Call<typeof approvalContract.list>) {
    return reading(this.#parts, undefined, async ({ handle }) => {
      const seen = (await approvalQuery.all(handle)).filter(({ unit }) =>
        grants.some((grant) => unitCovers(grant.unit, unit)),
      );
      const names = await this.#parts.accounts.displayNames(
        seen.flatMap(({ askedBy, decidedBy }) => (decidedBy === null ? [askedBy] : [askedBy, decidedBy])),
      );
      return {
        approvals: seen.map(({ askedBy, decidedBy, askedAt, ...row }) => ({
          ...row,
          askedBy,
          askedByName: names.get(askedBy) ?? askedBy,
          askedAt: new Date(askedAt).toISOString(),
          decidedByName: decidedBy === null ? null : (names.get(decidedBy) ?? decidedBy),
          mayDecide:
            row.state === 'waiting' && askedBy !== caller.account && mayGrant(caller.grants, row.act, row.unit),
          whoMay: approvers[row.act].whoMay,
        })),
      };
    });
  }
}
