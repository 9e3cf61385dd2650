import type { ApprovalEvent } from '@canbao/domain/approval/approval.events';
import type { CampaignEvent } from '@canbao/domain/campaign/campaign.events';
import type { RefundEvent } from '@canbao/domain/refund/refund.events';
import type { TownshipEvent } from '@canbao/domain/township/township.events';
import { sql } from 'kysely';

import { projectionOf, type Sql } from '../projection.ts';

/** What waits for a second person, was granted or refused, and was used. */
export const approvalProjection = projectionOf<ApprovalEvent | CampaignEvent | TownshipEvent | RefundEvent>()({
  name: 'approval',
  version: 1,
  create: (table) => sql`
    create table ${table} (
      campaign int not null,
      approval uuid not null,
      act text,
      unit text collate "C",
      request_sha256 text,
      summary text,
      reason text,
      request jsonb,
      asked_by text,
      asked_at timestamptz,
      asked_position bigint,
      granted_by text,                      -- null: not granted
      granted_at timestamptz,
      refused_by text,                      -- null: not refused
      refused_at timestamptz,
      refuse_reason text,
      used_position bigint,                 -- null: not used yet
      primary key (campaign, approval)
    ) with (fillfactor = 50)`,
  on: {
    ApprovalRequested: ({ events, table }) => sql`
      insert into ${table} as kept (campaign, approval, act, unit, request_sha256, summary, reason, request, asked_by,
        asked_at, asked_position)
      select campaign, substr(stream_name, 10)::uuid, data ->> 'act', unit, data ->> 'requestSha256', data ->> 'summary',
        data ->> 'reason', data -> 'request', coalesce(data ->> 'askedBy', actor), occurred_at, position
      from ${events}`,
    ApprovalGranted: ({ events, table }) => sql`
      update ${table} as kept set granted_by = granted.by, granted_at = granted.at
      from (
        select campaign, substr(stream_name, 10)::uuid as approval, coalesce(data ->> 'grantedBy', actor) as by,
          occurred_at as at
        from ${events}
      ) granted
      where kept.campaign = granted.campaign and kept.approval = granted.approval`,
    ApprovalRefused: ({ events, table }) => sql`
      update ${table} as kept set refused_by = refused.by, refused_at = refused.at, refuse_reason = refused.reason
      from (
        select campaign, substr(stream_name, 10)::uuid as approval, actor as by, occurred_at as at, data ->> 'reason' as reason
        from ${events}
      ) refused
      where kept.campaign = refused.campaign and kept.approval = refused.approval`,
    GateOverridden: ({ events, table }) => used(table, events),
    TownshipGateOverridden: ({ events, table }) => used(table, events),
    PhaseReopened: ({ events, table }) => used(table, events),
    RefundApproved: ({ events, table }) => used(table, events),
  },
});

const used = (table: Sql, events: Sql): Sql => sql`
  update ${table} as kept set used_position = least(kept.used_position, used.position)
  from (
    select campaign, (data ->> 'approvalId')::uuid as approval, min(position) as position from ${events} group by 1, 2
  ) used
  where kept.campaign = used.campaign and kept.approval = used.approval`;
