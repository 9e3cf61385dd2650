import type { PreparationEvent } from '@canbao/domain/preparation/preparation.events';
import { sql } from 'kysely';

import { projectionOf } from '../projection.ts';

/** Plan and training of each township. */
export const preparationProjection = projectionOf<PreparationEvent>()({
  name: 'preparation',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      township text not null,
      plan_title text,                      -- null: no plan filed
      plan_sha256 text,
      plan_filed_at timestamptz,
      trained_agents jsonb,                 -- null: no training confirmed
      trained_on date,
      primary key (campaign, township)
    )`,
  on: {
    PlanFiled: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, township, plan_title, plan_sha256, plan_filed_at)
      select distinct on (campaign, split_part(unit, '/', 2)) campaign, split_part(unit, '/', 2), data ->> 'title',
        data ->> 'documentSha256', occurred_at
      from ${events} order by 1, 2, position desc
      on conflict (campaign, township) do update set plan_title = excluded.plan_title,
        plan_sha256 = excluded.plan_sha256, plan_filed_at = excluded.plan_filed_at`,
    TrainingConfirmed: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, township, trained_agents, trained_on)
      select distinct on (campaign, split_part(unit, '/', 2)) campaign, split_part(unit, '/', 2), data -> 'agents',
        (data ->> 'trainedOn')::date
      from ${events} order by 1, 2, position desc
      on conflict (campaign, township) do update set trained_agents = excluded.trained_agents,
        trained_on = excluded.trained_on`,
  },
});
