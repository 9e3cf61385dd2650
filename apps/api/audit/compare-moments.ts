import { isProblem } from '@canbao/domain/problem';
import { type UnitProgress, villageProgressQuery } from '@canbao/projections/village-progress/village-progress.query';

import type { Parts } from '../parts.ts';
import { type Reader, reading } from '../reading/reader.ts';

/** The three figures of two moments side by side: by township, or by village of one township (R-1002). */
export async function compareMoments(
  parts: Parts,
  { a, b, township }: { readonly a: number; readonly b: number; readonly township?: string | undefined },
) {
  const at = (position: number) => reading(parts, position, (reader) => rowsOf(reader, township));
  const first = await at(a);
  if (isProblem(first)) return first;
  const second = await at(b);
  if (isProblem(second)) return second;
  const earlier = new Map(first.rows.map((row) => [row.unit, row]));
  const later = new Map(second.rows.map((row) => [row.unit, row]));
  return {
    a: first.moment,
    b: second.moment,
    events: Math.abs(b - a),
    rows: [...new Set([...earlier.keys(), ...later.keys()])].sort().map((unit) => {
      const [one, other] = [earlier.get(unit), later.get(unit)];
      const named = other ?? one!;
      return {
        unit,
        name: named.name,
        task: named.task,
        a: one?.measures ?? nothing,
        b: other?.measures ?? nothing,
      };
    }),
  };
}

async function rowsOf({ handle, moment }: Reader, township: string | undefined) {
  const rows: readonly UnitProgress[] =
    township === undefined
      ? await villageProgressQuery.townships(handle)
      : await villageProgressQuery.villages(handle, township);
  return { moment, rows };
}

const none = { people: 0, fen: 0 } as const;
const nothing = { registered: none, deposited: none, entered: none } as const;
