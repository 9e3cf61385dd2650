import { officeContract } from '@canbao/http-contract/office.contract';
import { sponsorListQuery } from '@canbao/projections/sponsor-list/sponsor-list.query';
import { Controller } from '@nestjs/common';

import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { inCampaign } from '../record/in-campaign.ts';
import { reading } from '../reading/reader.ts';
import { submitSponsorList } from './submit-sponsor-list.ts';

/** Lists of people whom a department pays for: counts only, the people are in the vault. */
@Controller()
export class SponsorListsController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(officeContract.submitSponsorList)
  submit(call: Call<typeof officeContract.submitSponsorList>) {
    return inCampaign(this.#parts, (current) => submitSponsorList(this.#parts, current, call));
  }

  @Serves(officeContract.sponsorLists)
  sponsorLists({ query, grants }: Call<typeof officeContract.sponsorLists>) {
    return reading(this.#parts, query.at, async ({ handle, pack, moment }) => {
      const received = new Map((await sponsorListQuery.latest(handle)).map((list) => [list.department, list]));
      const seesAll = grants.some(({ role }) => role !== 'sponsor-department');
      const seen = pack.pack.units.departments.filter(
        ({ key, sendsList }) => sendsList && (seesAll || grants.some(({ holder }) => holder === key)),
      );
      return {
        lists: seen.map(({ key, title }) => {
          const list = received.get(key);
          return {
            department: key,
            title,
            version: list?.version ?? 0,
            people: list?.people ?? 0,
            receivedAt: list === undefined ? null : new Date(list.receivedAt).toISOString(),
          };
        }),
        moment,
      };
    });
  }
}
