import { officeContract } from '@canbao/http-contract/office.contract';
import { postingQuery } from '@canbao/projections/posting/posting.query';
import { townshipPhaseQuery } from '@canbao/projections/township-phase/township-phase.query';
import { Controller } from '@nestjs/common';

import { unitCovers } from '../access/unit-covers.ts';
import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { reading } from '../reading/reader.ts';
import { postingState } from './posting-state.ts';

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
        (await townshipPhaseQuery.phases(handle)).filter(({ phase }) => phase === 'publicize').map((row) => row.township),
      );
      const seen = (await postingQuery.postings(handle)).filter(({ unit }) =>
        grants.some((grant) => unitCovers(grant.unit, unit)),
      );
      return {
        postings: seen.map((posting) => postingState(posting, { planAt, months, isDue: publicizing.has(posting.township) })),
        moment,
      };
    });
  }
}
