import { officeContract } from '@canbao/http-contract/office.contract';
import { handoverQuery } from '@canbao/projections/handover/handover.query';
import { enrolmentMessages } from '@canbao/workflows/enrolment/enrolment.messages';
import { workflowId } from '@canbao/workflows/process/workflow-id';
import { Controller } from '@nestjs/common';

import { accessProblems } from '../access/access-problems.ts';
import { engineProblems } from '../engine/engine-problems.ts';
import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { reading } from '../reading/reader.ts';

/** The insurance bureau's hand-overs: people, no money. */
@Controller()
export class BureauController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(officeContract.bureau)
  bureau({ query }: Call<typeof officeContract.bureau>) {
    return reading(this.#parts, query.at, async ({ handle, state, nameOf, moment }) => ({
      handovers: (await handoverQuery.all(handle)).map(({ handover, township, people, pages, sentAt, ...row }) => ({
        handover,
        township,
        name: nameOf(`${state.region}/${township}`),
        people,
        pages,
        sentAt: new Date(sentAt).toISOString(),
        state: row.state,
        enrolled: row.enrolled,
        refused: row.refused,
      })),
      moment,
    }));
  }

  @Serves(officeContract.acceptHandover)
  async accept({ caller, commandId, param }: Call<typeof officeContract.acceptHandover>) {
    const current = await this.#parts.campaign();
    if (current === null) return engineProblems.noCampaign();
    const sent = (await handoverQuery.all(current.live)).some(({ township }) => township === param('township'));
    if (!sent) return accessProblems.notFound();
    return this.#parts.engine.update({
      workflowId: workflowId.enrolment(current.code, param('township')),
      message: enrolmentMessages.acceptHandover,
      argument: { actor: caller.account },
      commandId,
    });
  }
}
