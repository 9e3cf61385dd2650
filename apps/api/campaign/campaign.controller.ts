import { overlapsAfterMove } from '@canbao/domain/campaign/overlaps-after-move';
import { isProblem } from '@canbao/domain/problem';
import { campaignContract } from '@canbao/http-contract/campaign.contract';
import { countyCampaignMessages as messages } from '@canbao/workflows/county/county-campaign.messages';
import { workflowId } from '@canbao/workflows/process/workflow-id';
import type { UpdateDefinition } from '@temporalio/common';
import { Controller } from '@nestjs/common';

import { engineProblems } from '../engine/engine-problems.ts';
import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { gateAnswer, openGates } from '../reading/gate-answer.ts';
import { reading } from '../reading/reader.ts';
import { campaignAnswer } from './campaign-answer.ts';
import { openCampaign } from './open-campaign.ts';

/** The county's campaign: its state, its gate, and the commands to its workflow. */
@Controller()
export class CampaignController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(campaignContract.state)
  state({ query }: Call<typeof campaignContract.state>) {
    const { accounts } = this.#parts;
    return reading(this.#parts, query.at, async (reader) =>
      campaignAnswer(reader, accounts.displayNames, await openGates(reader, accounts, true)),
    );
  }

  @Serves(campaignContract.gate)
  gate({ query, grants }: Call<typeof campaignContract.gate>) {
    return reading(this.#parts, undefined, (reader) =>
      gateAnswer(reader, this.#parts.accounts, { phase: query.phase, township: query.township, grants }),
    );
  }

  @Serves(campaignContract.open)
  async open(call: Call<typeof campaignContract.open>) {
    const answer = await openCampaign(this.#parts, call);
    return isProblem(answer) ? answer : { position: answer.position };
  }

  @Serves(campaignContract.advance)
  advance({ body: { phase, override }, caller, commandId }: Call<typeof campaignContract.advance>) {
    return this.#update(messages.advancePhase, { actor: caller.account, phase, override: override ?? null }, commandId);
  }

  @Serves(campaignContract.reopen)
  reopen({ body, caller, commandId }: Call<typeof campaignContract.reopen>) {
    return this.#update(messages.reopenPhase, { actor: caller.account, ...body }, commandId);
  }

  @Serves(campaignContract.moveDeadline)
  async moveDeadline({ body, caller, commandId }: Call<typeof campaignContract.moveDeadline>) {
    // The plan as it stands before the move: what did not fit even then is not said again.
    const plan = await reading(this.#parts, undefined, async ({ phases, deadlines }) => ({
      phases: (await phases()).map((phase) => ({ ...phase, opensOnDate: false })),
      deadlines: await deadlines(),
    }));
    if (isProblem(plan)) return plan;
    const answer = await this.#update(messages.moveDeadline, { actor: caller.account, ...body }, commandId);
    return isProblem(answer) ? answer : { ...answer, overlaps: overlapsAfterMove(plan, body.deadline, body.toAt) };
  }

  @Serves(campaignContract.pause)
  pause({ body: { reason }, caller, commandId }: Call<typeof campaignContract.pause>) {
    return this.#update(messages.setPaused, { actor: caller.account, isPaused: true, reason }, commandId);
  }

  @Serves(campaignContract.resume)
  resume({ body: { reason }, caller, commandId }: Call<typeof campaignContract.resume>) {
    return this.#update(messages.setPaused, { actor: caller.account, isPaused: false, reason }, commandId);
  }

  @Serves(campaignContract.clock)
  clock({ body, caller, commandId }: Call<typeof campaignContract.clock>) {
    const { action, heldBy, speed, holdAt = null } = body;
    const argument = { actor: caller.account, action, heldBy, holdAt, ...(speed === undefined ? {} : { speed }) };
    return this.#update(messages.setClock, argument, commandId);
  }

  async #update<Answer, Argument>(
    message: UpdateDefinition<Answer, [Argument], string>,
    argument: Argument,
    commandId: string,
  ) {
    const current = await this.#parts.campaign();
    if (current === null) return engineProblems.noCampaign();
    return this.#parts.engine.update({ workflowId: workflowId.county(current.code), message, argument, commandId });
  }
}
