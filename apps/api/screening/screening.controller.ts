import { isProblem } from '@canbao/domain/problem';
import { townshipContract } from '@canbao/http-contract/township.contract';
import { enrolmentWorkQuery } from '@canbao/projections/enrolment-work/enrolment-work.query';
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
import { sightOf } from './registration-rows.ts';
import { screenedRows } from './screened-rows.ts';
import { screeningAnswer } from './screening-answer.ts';

/** Two rounds of screening and the enrolment of a township. */
@Controller()
export class ScreeningController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(townshipContract.screening)
  screening({ query, param }: Call<typeof townshipContract.screening>) {
    return reading(this.#parts, query.at, (reader) => screeningAnswer(reader, param('township')));
  }

  @Serves(townshipContract.screeningRows)
  screeningRows({ query, param, grants, caller }: Call<typeof townshipContract.screeningRows>) {
    const look = { actor: caller.account, why: 'screening', sight: sightOf(grants) };
    return reading(this.#parts, query.at, (reader) =>
      screenedRows(this.#parts, reader, { ...query, township: param('township') }, look),
    );
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
