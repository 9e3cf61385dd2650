import { createHash } from 'node:crypto';

import type { PolicyPack } from '@canbao/domain/packs/policy-pack';
import { isProblem } from '@canbao/domain/problem';
import type { PublicityCommand } from '@canbao/domain/publicity/publicity.commands';
import { publicityDecider } from '@canbao/domain/publicity/publicity.decider';
import type { Canonical } from '@canbao/event-log/canonical-json';
import { officeContract } from '@canbao/http-contract/office.contract';
import { type Posting, postingQuery } from '@canbao/projections/posting/posting.query';
import { townshipPhaseQuery } from '@canbao/projections/township-phase/township-phase.query';
import { workflowId } from '@canbao/workflows/process/workflow-id';
import { villagePublicityMessages } from '@canbao/workflows/publicity/village-publicity.messages';
import { Controller } from '@nestjs/common';

import { accessProblems } from '../access/access-problems.ts';
import { unitCovers } from '../access/unit-covers.ts';
import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { inCampaign } from '../record/in-campaign.ts';
import { recordOnStream } from '../record/record-on-stream.ts';
import { reading } from '../reading/reader.ts';
import { postingState } from './posting-state.ts';

type Terms = { readonly pack: PolicyPack; readonly planNow: number; readonly posting: Posting };

/** Postings in the villages, their month, and what is objected. */
@Controller()
export class PostingsController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(officeContract.postings)
  postings({ query, grants }: Call<typeof officeContract.postings>) {
    return reading(this.#parts, query.at, async ({ handle, pack, planAt, moment }) => {
      const months = pack.pack.assessment.publicity?.months ?? 0;
      const publicizing = new Set(
        (await townshipPhaseQuery.phases(handle))
          .filter(({ phase }) => phase === 'publicize')
          .map((row) => row.township),
      );
      const seen = (await postingQuery.postings(handle)).filter(({ unit }) =>
        grants.some((grant) => unitCovers(grant.unit, unit)),
      );
      return {
        postings: seen.map((posting) =>
          postingState(posting, { planAt, months, isDue: publicizing.has(posting.township) }),
        ),
        moment,
      };
    });
  }

  @Serves(officeContract.confirmPosting)
  confirm(call: Call<typeof officeContract.confirmPosting>) {
    return this.#record(call, call.body, ({ pack, planNow, posting }) => ({
      type: 'ConfirmPosting',
      data: {
        ...call.body,
        people: posting.entered,
        at: planNow,
        firstOn: pack.assessment.publicity?.from ?? call.body.postedOn,
      },
    }));
  }

  @Serves(officeContract.takeDown)
  takeDown(call: Call<typeof officeContract.takeDown>) {
    return this.#record(call, call.body, ({ planNow }) => ({
      type: 'TakeDownPosting',
      data: { ...call.body, at: planNow },
    }));
  }

  @Serves(officeContract.raiseObjection)
  async raiseObjection(call: Call<typeof officeContract.raiseObjection>) {
    const objection = createHash('sha256').update(call.commandId).digest('hex').slice(0, 12);
    const data = { objection, ...call.body };
    const recorded = await this.#record(call, data, () => ({ type: 'RaiseObjection', data }));
    return isProblem(recorded) ? recorded : { ...recorded, objection };
  }

  @Serves(officeContract.answerObjection)
  answerObjection(call: Call<typeof officeContract.answerObjection>) {
    const data = { objection: call.param('objection'), ...call.body };
    return this.#record(call, data, () => ({ type: 'AnswerObjection', data }));
  }

  /** One command on a village's posting; a village that is nobody's is not found. Its workflow looks at the log then. */
  #record(
    { caller, commandId, param, unit }: Pick<Call, 'caller' | 'commandId' | 'param' | 'unit'>,
    request: Canonical,
    command: (terms: Terms) => PublicityCommand,
  ) {
    return inCampaign(this.#parts, async (current) => {
      const [township, village] = [param('township'), param('village')];
      const posting = (await postingQuery.postings(current.live, township)).find((one) => one.village === village);
      if (posting === undefined || posting.unit !== unit) return accessProblems.notFound();
      const { pack } = this.#parts.packOf(current.state.pack.id);
      const recorded = await recordOnStream(this.#parts, current, {
        commandId,
        actor: caller.account,
        request,
        stream: `publicity-${township}-${village}`,
        decider: publicityDecider,
        command: command({ pack, planNow: current.planNow, posting }),
        envelope: { unit: posting.unit },
      });
      const workflow = workflowId.publicity(current.code, township, village);
      this.#parts.engine.nudge(workflow, villagePublicityMessages.postingMoved);
      return recorded;
    });
  }
}
