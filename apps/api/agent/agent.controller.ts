import { bagDecider } from '@canbao/domain/bag/bag.decider';
import { agentContract } from '@canbao/http-contract/agent.contract';
import { bagQuery } from '@canbao/projections/bag/bag.query';
import { Controller } from '@nestjs/common';

import { accessProblems } from '../access/access-problems.ts';
import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { inCampaign } from '../record/in-campaign.ts';
import { recordOnStream } from '../record/record-on-stream.ts';
import { reading } from '../reading/reader.ts';
import { agentOfCall } from './agent-of-call.ts';
import { checkPayer } from './check-payer.ts';
import { closeBag } from './close-bag.ts';
import { correctRegistration } from './correct-registration.ts';
import { payRefund } from './pay-refund.ts';
import { registerPerson } from './register-person.ts';
import { sentAgain } from './sent-again.ts';
import { workbench } from './workbench.ts';

/** The agent's own work. Whatever is another agent's is not found. */
@Controller()
export class AgentController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(agentContract.workbench)
  workbench({ query, grants, caller }: Call<typeof agentContract.workbench>) {
    return reading(this.#parts, query.at, (reader) =>
      workbench(this.#parts, reader, agentOfCall(grants), caller.account),
    );
  }

  @Serves(agentContract.sentAgain)
  sentAgain({ query, grants, caller }: Call<typeof agentContract.sentAgain>) {
    return reading(this.#parts, query.at, (reader) =>
      sentAgain(this.#parts, reader, agentOfCall(grants), { actor: caller.account, after: query.after }),
    );
  }

  @Serves(agentContract.checkPayer)
  checkPayer(call: Call<typeof agentContract.checkPayer>) {
    return reading(this.#parts, undefined, (reader) => checkPayer(this.#parts, reader, call));
  }

  @Serves(agentContract.register)
  register(call: Call<typeof agentContract.register>) {
    return inCampaign(this.#parts, (current) => registerPerson(this.#parts, current, call));
  }

  @Serves(agentContract.closeBag)
  closeBag(call: Call<typeof agentContract.closeBag>) {
    return inCampaign(this.#parts, (current) => closeBag(this.#parts, current, call));
  }

  @Serves(agentContract.recordBanked)
  recordBanked({ body, caller, commandId, grants, param }: Call<typeof agentContract.recordBanked>) {
    return inCampaign(this.#parts, async (current) => {
      const { agent } = agentOfCall(grants);
      const bag = await bagQuery.byCode(current.live, param('code'));
      if (bag === null || bag.agent !== agent) return accessProblems.notFound();
      return recordOnStream(this.#parts, current, {
        commandId,
        actor: caller.account,
        request: { code: bag.code, ...body },
        stream: `bag-${bag.code}`,
        decider: bagDecider,
        command: { type: 'BankBag', data: { agent, ...body } },
        envelope: { unit: bag.unit, amountFen: bag.amountFen },
      });
    });
  }

  @Serves(agentContract.correct)
  correct(call: Call<typeof agentContract.correct>) {
    return inCampaign(this.#parts, (current) => correctRegistration(this.#parts, current, call));
  }

  @Serves(agentContract.payRefund)
  payRefund(call: Call<typeof agentContract.payRefund>) {
    return inCampaign(this.#parts, (current) => payRefund(this.#parts, current, call));
  }
}
