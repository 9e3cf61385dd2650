import type { GuardedAct } from '@canbao/domain/approval/approval.events';
import { type RawBuilder, sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

/** Accounts are names; instants epoch ms on the plan's clock. */
export type Approval = {
  readonly approvalId: string;
  readonly act: GuardedAct;
  readonly unit: string;
  readonly requestSha256: string;
  readonly summary: string;
  readonly reason: string;
  readonly request: { readonly [key: string]: unknown };
  readonly askedBy: string;
  readonly askedAt: number;
  readonly state: 'waiting' | 'granted' | 'refused' | 'used';
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
  readonly refuseReason: string | null;
};

const approvals = (handle: ReadingHandle, where: RawBuilder<unknown>): Promise<readonly Approval[]> =>
  read(
    handle,
    sql<Approval>`
      select approval as "approvalId", act, unit, request_sha256 as "requestSha256", summary, reason, request,
        asked_by as "askedBy", ${epochMs('asked_at')} as "askedAt",
        case when used_position is not null then 'used' when granted_by is not null then 'granted'
          when refused_by is not null then 'refused' else 'waiting' end as state,
        coalesce(granted_by, refused_by) as "decidedBy", ${epochMs('coalesce(granted_at, refused_at)')} as "decidedAt",
        refuse_reason as "refuseReason"
      from ${tableIn(handle, 'approval')} where campaign = ${handle.campaign} and ${where}
      order by asked_position desc`,
  );

/** Newest first. The caller leaves out what lies outside the reader's units. */
const all = (handle: ReadingHandle): Promise<readonly Approval[]> => approvals(handle, sql`true`);

const byId = async (handle: ReadingHandle, approvalId: string): Promise<Approval | null> =>
  (await approvals(handle, sql`approval = ${approvalId}`))[0] ?? null;

export const approvalQuery = { all, byId };
