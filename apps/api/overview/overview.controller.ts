import { campaignContract } from '@canbao/http-contract/campaign.contract';
import { dailyCourseQuery } from '@canbao/projections/daily-course/daily-course.query';
import { moneyPlaceQuery } from '@canbao/projections/money-place/money-place.query';
import { taskTableQuery } from '@canbao/projections/task-table/task-table.query';
import { villageProgressQuery } from '@canbao/projections/village-progress/village-progress.query';
import { Controller } from '@nestjs/common';

import { campaignAnswer } from '../campaign/campaign-answer.ts';
import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { openGates } from '../reading/gate-answer.ts';
import { reading } from '../reading/reader.ts';
import { alerts } from './alerts.ts';
import { moneyPlaces } from './money-places.ts';
import { townshipStrip } from './township-strip.ts';

/** At most so many on one screen: by severity, then age. */
const SHOWN_ALERTS = 7;

/** Where the campaign stands and what is overdue (R-803a, R-203), all on one state of the tables. */
@Controller()
export class OverviewController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(campaignContract.overview)
  overview({ query }: Call<typeof campaignContract.overview>) {
    const { accounts } = this.#parts;
    return reading(this.#parts, query.at, async (reader) => {
      const { handle, pack } = reader;
      const gates = await openGates(reader, accounts);
      const campaign = await campaignAnswer(reader, accounts.displayNames, gates);
      const table = await taskTableQuery.latest(handle);
      const townships = await villageProgressQuery.townships(handle);
      const { measures, sponsored } = await villageProgressQuery.county(handle);
      const found = await alerts(reader, accounts, gates);
      return {
        campaign,
        task: {
          people: townships.reduce((sum, { task }) => sum + task, 0),
          printedTotal: table?.printedTotal ?? null,
          rowSum: table?.rowSum ?? null,
          isConfirmed: table?.isConfirmed ?? false,
          targetRate: pack.pack.assessment.target.percent ?? 100,
        },
        measures,
        course: await dailyCourseQuery.course(handle),
        collectedFen: await moneyPlaceQuery.collectedFen(handle),
        places: await moneyPlaces(reader),
        townships: await townshipStrip(reader, townships),
        alerts: found.slice(0, SHOWN_ALERTS),
        alertCount: found.length,
        sponsoredPeople: sponsored,
      };
    });
  }
}
