import { townshipContract } from '@canbao/http-contract/township.contract';
import { leftoverQuery } from '@canbao/projections/leftover/leftover.query';
import { Controller } from '@nestjs/common';

import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { inCampaign } from '../record/in-campaign.ts';
import { reading } from '../reading/reader.ts';
import { registrationRows, sightOf } from '../screening/registration-rows.ts';
import { handOnRefunds } from './hand-on-refunds.ts';
import { leftoverTitles } from './leftover-titles.ts';
import { requestRefunds } from './request-refunds.ts';

/** Leftovers, and money on its way back hop by hop. */
@Controller()
export class RefundsController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(townshipContract.leftovers)
  leftovers({ query, param, grants, caller }: Call<typeof townshipContract.leftovers>) {
    return reading(this.#parts, query.at, async (reader) => {
      const { handle, moment } = reader;
      const township = param('township');
      const leftovers = await leftoverQuery.rows(handle, township);
      const look = { actor: caller.account, why: 'leftovers', sight: sightOf(grants) };
      const rows = await registrationRows(this.#parts, reader, leftovers, look);
      return {
        kinds: (await leftoverQuery.kinds(handle, township)).map(({ kind, opened, resolved }) => ({
          kind,
          title: leftoverTitles[kind],
          opened,
          resolved,
        })),
        rows: leftovers.map(({ kind, hop, since, outcome }, i) => ({
          ...rows[i]!,
          kind,
          hop,
          since: new Date(since).toISOString(),
          outcome,
        })),
        hops: await leftoverQuery.hops(handle, township),
        moment,
      };
    });
  }

  @Serves(townshipContract.requestRefunds)
  requestRefunds(call: Call<typeof townshipContract.requestRefunds>) {
    return inCampaign(this.#parts, (current) => requestRefunds(this.#parts, current, call));
  }

  @Serves(townshipContract.handOnRefunds)
  handOnRefunds(call: Call<typeof townshipContract.handOnRefunds>) {
    return inCampaign(this.#parts, (current) => handOnRefunds(this.#parts, current, call));
  }
}
