import { preparationDecider } from '@canbao/domain/preparation/preparation.decider';
import { dateOf } from '@canbao/domain/shanghai-date';
import { townshipContract } from '@canbao/http-contract/township.contract';
import { townshipQuery } from '@canbao/projections/township/township.query';
import { Controller } from '@nestjs/common';

import { accessProblems } from '../access/access-problems.ts';
import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { inCampaign } from '../record/in-campaign.ts';
import { recordOnStream } from '../record/record-on-stream.ts';
import { agentNames } from '../screening/registration-rows.ts';
import { issueBook } from './issue-book.ts';

/** What a township has ready before money is taken. */
@Controller()
export class PreparationController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(townshipContract.filePlan)
  filePlan(call: Call<typeof townshipContract.filePlan>) {
    const { body, caller, commandId, param, unit } = call;
    return inCampaign(this.#parts, async (current) => {
      if (!(await this.#isKnown(current, unit))) return accessProblems.notFound();
      return recordOnStream(this.#parts, current, {
        commandId,
        actor: caller.account,
        request: { ...body },
        stream: `preparation-${param('township')}`,
        decider: preparationDecider,
        command: { type: 'FilePlan', data: body },
        envelope: { unit: unit! },
      });
    });
  }

  @Serves(townshipContract.confirmTraining)
  confirmTraining(call: Call<typeof townshipContract.confirmTraining>) {
    const { body, caller, commandId, param, unit } = call;
    return inCampaign(this.#parts, async (current) => {
      if (!(await this.#isKnown(current, unit))) return accessProblems.notFound();
      const known = [...(await agentNames(this.#parts.accounts, unit!)).keys()];
      return recordOnStream(this.#parts, current, {
        commandId,
        actor: caller.account,
        request: { ...body },
        stream: `preparation-${param('township')}`,
        decider: preparationDecider,
        command: { type: 'ConfirmTraining', data: { ...body, known, today: dateOf(current.planNow) } },
        envelope: { unit: unit! },
      });
    });
  }

  @Serves(townshipContract.issueBook)
  issueBook(call: Call<typeof townshipContract.issueBook>) {
    return inCampaign(this.#parts, async (current) =>
      (await this.#isKnown(current, call.unit)) ? issueBook(this.#parts, current, call) : accessProblems.notFound(),
    );
  }

  async #isKnown({ live }: CurrentCampaign, unit: string | null): Promise<boolean> {
    return (await townshipQuery.townships(live)).some((township) => township.unit === unit);
  }
}
