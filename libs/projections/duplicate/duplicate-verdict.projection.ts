import type { DuplicateEvent } from '@canbao/domain/duplicate/duplicate.events';
import { sql } from 'kysely';

import { projectionOf } from '../projection.ts';

/** The last verdict on each pair, and the fingerprint of what it was given for. */
export const duplicateVerdictProjection = projectionOf<DuplicateEvent>()({
  name: 'duplicate-verdict',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      registration uuid not null,           -- the later of the two
      other text collate "C" not null,      -- the earlier registration, or a sponsor department
      kind text not null,
      verdict text not null,                -- duplicate, not-a-duplicate
      reason text not null,
      fingerprint text not null,            -- another one now: the pair is open again
      judged_by text not null,
      judged_at timestamptz not null,
      judged_position bigint not null,
      primary key (campaign, registration, other)
    )`,
  on: {
    DuplicateJudged: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, registration, other, kind, verdict, reason, fingerprint, judged_by,
        judged_at, judged_position)
      select distinct on (campaign, data ->> 'registration', data ->> 'other') campaign, (data ->> 'registration')::uuid,
        data ->> 'other', data ->> 'kind', data ->> 'verdict', data ->> 'reason', data ->> 'fingerprint', actor,
        occurred_at, position
      from ${events} order by campaign, data ->> 'registration', data ->> 'other', position desc
      on conflict (campaign, registration, other) do update set kind = excluded.kind, verdict = excluded.verdict,
        reason = excluded.reason, fingerprint = excluded.fingerprint, judged_by = excluded.judged_by,
        judged_at = excluded.judged_at, judged_position = excluded.judged_position`,
  },
});
