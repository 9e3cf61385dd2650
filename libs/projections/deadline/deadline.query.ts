import type { Phase } from '@canbao/domain/campaign/phase';
import type { Role } from '@canbao/domain/campaign/role';
import { sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';

/** Instants are epoch ms on the plan's clock; `by` is the account's name. */
export type DeadlineMove = {
  readonly position: number;
  readonly fromAt: number;
  readonly toAt: number;
  readonly reason: string;
  readonly by: string;
  readonly movedAt: number;
};

export type Deadline = {
  readonly key: string;
  readonly phase: Phase;
  readonly title: string;
  readonly owner: Role;
  /** Kinds of gate items that keep it open; empty = a cut-off. */
  readonly waitsFor: readonly string[];
  readonly dueAt: number;
  /** Oldest first. */
  readonly moves: readonly DeadlineMove[];
};

/** In the order of the plan. */
const all = (handle: ReadingHandle): Promise<readonly Deadline[]> =>
  read(
    handle,
    sql<Deadline>`
      select d.key, d.phase, d.title, d.owner, d.waits_for as "waitsFor", ${epochMs('d.due_at')} as "dueAt",
        coalesce(m.moves, '[]') as moves
      from ${tableIn(handle, 'deadline')} d
      left join (
        select deadline, jsonb_agg(jsonb_build_object('position', position, 'fromAt', ${epochMs('from_at')},
          'toAt', ${epochMs('to_at')}, 'reason', reason, 'by', actor, 'movedAt', ${epochMs('moved_at')}) order by position) as moves
        from ${tableIn(handle, 'deadline-move')} where campaign = ${handle.campaign} group by deadline
      ) m on m.deadline = d.key
      where d.campaign = ${handle.campaign}
      order by d.place`,
  );

/** Moves of phases' own dates (`deadline` = a phase) as well as of named deadlines, oldest first. */
const moves = (handle: ReadingHandle): Promise<readonly (DeadlineMove & { readonly deadline: string })[]> =>
  read(
    handle,
    sql<DeadlineMove & { readonly deadline: string }>`
      select deadline, position, ${epochMs('from_at')} as "fromAt", ${epochMs('to_at')} as "toAt", reason, actor as by,
        ${epochMs('moved_at')} as "movedAt"
      from ${tableIn(handle, 'deadline-move')} where campaign = ${handle.campaign}
      order by position`,
  );

export const deadlineQuery = { all, moves };
