import { campaignContract } from '@canbao/http-contract/campaign.contract';
import { type ReminderFilter, reminderQuery } from '@canbao/projections/reminder/reminder.query';
import { Controller } from '@nestjs/common';

import type { Grant } from '../access/grant.ts';
import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { reading } from '../reading/reader.ts';
import { responsibleNames } from '../reading/responsible-names.ts';

const DEFAULT_LIMIT = 100;

@Controller()
export class RemindersController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(campaignContract.reminders)
  reminders({ query, grants }: Call<typeof campaignContract.reminders>) {
    return reading(this.#parts, query.at, async ({ handle, nameOf }) => {
      const filter = filterOf(grants);
      const found = await reminderQuery.newest(handle, filter, query.limit ?? DEFAULT_LIMIT);
      const named = await responsibleNames(this.#parts.accounts, found);
      return {
        reminders: found.map((reminder, i) => ({
          ...reminder,
          toUnitName: nameOf(reminder.toUnit),
          toName: named[i]!,
        })),
        ...(await reminderQuery.counts(handle, filter)),
      };
    });
  }
}

const overseers: readonly Grant['role'][] = ['county-coordinator', 'supervisor', 'auditor', 'discipline-inspector'];

/** Who oversees a unit sees every reminder in it; everybody else those that went to their own role and unit. */
function filterOf(grants: readonly Grant[]): ReminderFilter {
  const units = grants.map(({ unit }) => unit);
  if (grants.some(({ role }) => overseers.includes(role) || role === 'township-office')) return { units };
  return { units, roles: grants.map(({ role }) => role) };
}
