import { isProblem } from '@canbao/domain/problem';
import { townshipContract } from '@canbao/http-contract/township.contract';
import { townshipPhaseQuery } from '@canbao/projections/township-phase/township-phase.query';
import { villageProgressQuery } from '@canbao/projections/village-progress/village-progress.query';
import { townshipCampaignMessages } from '@canbao/workflows/township/township-campaign.messages';
import { workflowId } from '@canbao/workflows/process/workflow-id';
import { Controller } from '@nestjs/common';

import { accessProblems } from '../access/access-problems.ts';
import { unitCovers } from '../access/unit-covers.ts';
import { engineProblems } from '../engine/engine-problems.ts';
import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { gateAnswer } from '../reading/gate-answer.ts';
import { reading } from '../reading/reader.ts';
import { townshipPage } from './township-page.ts';

@Controller()
export class TownshipsController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** those that a grant covers, or that one of a village inside them touches. */
  @Serves(townshipContract.list)
  list({ query, grants }: Call<typeof townshipContract.list>) {
    return reading(this.#parts, query.at, async ({ handle, moment }) => {
      const entered = await townshipPhaseQuery.phases(handle);
      const seen = (await villageProgressQuery.townships(handle)).filter(({ unit }) =>
        grants.some((grant) => unitCovers(grant.unit, unit) || unitCovers(unit, grant.unit)),
      );
      return {
        townships: seen.map(({ code, unit, name, task, measures }) => ({
          code,
          unit,
          name,
          task,
          measures,
          phase: entered.findLast((row) => row.township === code && row.state === 'open')?.phase ?? null,
        })),
        moment,
      };
    });
  }

  @Serves(townshipContract.page)
  page(call: Call<typeof townshipContract.page>) {
    return reading(
      this.#parts,
      call.query.at,
      async (reader) =>
        (await townshipPage(reader, this.#parts.accounts, call.param('township'))) ?? accessProblems.notFound(),
    );
  }

  @Serves(townshipContract.gate)
  gate(call: Call<typeof townshipContract.gate>) {
    const asked = { phase: call.query.phase, township: call.param('township'), grants: call.grants };
    return reading(this.#parts, undefined, (reader) => gateAnswer(reader, this.#parts.accounts, asked));
  }

  @Serves(townshipContract.advance)
  async advance({ body, caller, commandId, param }: Call<typeof townshipContract.advance>) {
    const current = await this.#parts.campaign();
    if (current === null) return engineProblems.noCampaign();
    const answer = await this.#parts.engine.update({
      workflowId: workflowId.township(current.code, param('township')),
      message: townshipCampaignMessages.advancePhase,
      argument: { actor: caller.account, phase: body.phase, override: body.override ?? null },
      commandId,
    });
    return isProblem(answer) ? answer : { position: answer.position };
  }
}
