import type { CampaignEvent } from '@canbao/domain/campaign/campaign.events';
import { sql } from 'kysely';

import { projectionOf } from '../projection.ts';

/** The townships of a campaign, in the scheme's order. */
export const townshipProjection = projectionOf<CampaignEvent>()({
  name: 'township',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      code text not null,
      unit text collate "C" not null,
      name text not null,
      place int not null,
      primary key (campaign, code)
    )`,
  on: {
    CampaignOpened: ({ events, table }) => sql`
      insert into ${table} (campaign, code, unit, name, place)
      select campaign, township ->> 'code', (data ->> 'region') || '/' || (township ->> 'code'), township ->> 'name', place
      from ${events}, jsonb_array_elements(data -> 'townships') with ordinality as list (township, place)`,
  },
});
