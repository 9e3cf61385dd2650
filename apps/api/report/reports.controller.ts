import { campaignContract } from '@canbao/http-contract/campaign.contract';
import { reportQuery } from '@canbao/projections/report/report.query';
import { Controller } from '@nestjs/common';

import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { accountName } from '../reading/account-name.ts';
import { reading } from '../reading/reader.ts';

@Controller()
export class ReportsController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(campaignContract.reports)
  reports({ query }: Call<typeof campaignContract.reports>) {
    return reading(this.#parts, query.at, async (reader) => ({
      reports: (await reportQuery.all(reader.handle)).map((report) => ({
        ...report,
        balances: report.balances.map((balance) => ({ ...balance, name: accountName(reader, balance.account) })),
      })),
    }));
  }
}
