import { isProblem } from '@canbao/domain/problem';
import { returnReason } from '@canbao/domain/registration/return-reason';
import { townshipContract } from '@canbao/http-contract/township.contract';
import { enrolmentWorkQuery } from '@canbao/projections/enrolment-work/enrolment-work.query';
import { registrationQuery } from '@canbao/projections/registration/registration.query';
import { screeningWorkQuery } from '@canbao/projections/screening-work/screening-work.query';
import { treasuryPageQuery } from '@canbao/projections/treasury-page/treasury-page.query';
import { workflowId } from '@canbao/workflows/process/workflow-id';
import {
  type TownshipAnswer,
  townshipCampaignMessages as messages,
} from '@canbao/workflows/township/township-campaign.messages';
import { Controller } from '@nestjs/common';
import type { UpdateDefinition } from '@temporalio/common';

import { engineProblems } from '../engine/engine-problems.ts';
import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { reading } from '../reading/reader.ts';
import { registrationRows, sightOf } from './registration-rows.ts';

/** Two rounds of screening and the enrolment of a township. */
@Controller()
export class ScreeningController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(townshipContract.screening)
  screening({ query, param, grants, caller }: Call<typeof townshipContract.screening>) {
    return reading(this.#parts, query.at, async (reader) => {
      const { handle, moment } = reader;
      const township = param('township');
      const counts = (stage: 'health-centre' | 'tax', round: 1 | 2) =>
        screeningWorkQuery.counts(handle, { township, stage, round });
      const returned = await registrationQuery.returnedOfTownship(handle, township);
      return {
        rounds: [
          { round: 1 as const, healthCentre: await counts('health-centre', 1), tax: await counts('tax', 1) },
          { round: 2 as const, healthCentre: await counts('health-centre', 2), tax: await counts('tax', 2) },
        ],
        reasons: (await registrationQuery.reasonCounts(handle, township)).map(({ reason, count }) => ({
          reason,
          title: returnReason(reason).title,
          count,
        })),
        returned: await registrationRows(this.#parts, reader, returned, {
          actor: caller.account,
          why: 'screening',
          sight: sightOf(grants),
        }),
        moment,
      };
    });
  }

  @Serves(townshipContract.enrolment)
  enrolment({ query, param }: Call<typeof townshipContract.enrolment>) {
    return reading(this.#parts, query.at, async ({ handle, moment }) => {
      const township = param('township');
      const counts = await enrolmentWorkQuery.counts(handle, township);
      const { valid, funded, enrolled, refused, certificates, entered, enteredFen } = counts;
      const pages = await treasuryPageQuery.ofTownship(handle, township);
      return { valid, funded, enrolled, refused, certificates, entered, enteredFen, pages, moment };
    });
  }

  @Serves(townshipContract.startFirstCheck)
  startFirstCheck(call: Call<typeof townshipContract.startFirstCheck>) {
    return this.#round(call, messages.startFirstCheck);
  }

  @Serves(townshipContract.handOver)
  handOver(call: Call<typeof townshipContract.handOver>) {
    return this.#round(call, messages.handOver);
  }

  @Serves(townshipContract.startRegisterCheck)
  startRegisterCheck(call: Call<typeof townshipContract.startRegisterCheck>) {
    return this.#round(call, messages.startRegisterCheck);
  }

  @Serves(townshipContract.returnFeedback)
  returnFeedback(call: Call<typeof townshipContract.returnFeedback>) {
    return this.#round(call, messages.returnFeedback);
  }

  @Serves(townshipContract.startEnrolment)
  startEnrolment({ caller, param, commandId }: Call<typeof townshipContract.startEnrolment>) {
    return this.#update(param('township'), messages.startEnrolment, { actor: caller.account }, commandId);
  }

  #round(
    { body, caller, param, commandId }: Call<typeof townshipContract.handOver>,
    message: typeof messages.handOver,
  ) {
    return this.#update(param('township'), message, { actor: caller.account, round: body.round }, commandId);
  }

  async #update<Argument>(
    township: string,
    message: UpdateDefinition<TownshipAnswer, [Argument], string>,
    argument: Argument,
    commandId: string,
  ) {
    const current = await this.#parts.campaign();
    if (current === null) return engineProblems.noCampaign();
    const id = workflowId.township(current.code, township);
    const answer = await this.#parts.engine.update({ workflowId: id, message, argument, commandId });
    return isProblem(answer) ? answer : { position: answer.position };
  }
}
