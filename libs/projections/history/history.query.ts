import { type RawBuilder, sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import { momentQuery } from '../moment/moment.query.ts';
import { read, readOne, type ReadingHandle, tableIn } from '../reading-handle.ts';

export type HistorySubject = 'township' | 'agent' | 'receipt' | 'bag' | 'registration';

/** An event as auditors read it; instants are epoch ms (occurred: the plan's clock, recorded: the machine's). */
export type HistoryEvent = {
  readonly position: number;
  readonly type: string;
  readonly stream: string;
  readonly version: number;
  readonly unit: string;
  readonly actor: string;
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly amountFen: number | null;
  readonly person: string | null;
  readonly data: { readonly [key: string]: unknown };
};

export type History = { readonly total: number; readonly events: readonly HistoryEvent[] };

/** `before`: only events before this position (to go on reading); newest first, `limit` at most. */
export type HistoryAsked = { readonly before?: number | undefined; readonly limit: number };

/** Township `101`, agent `101-03-1`, receipt `SC2020-00012345`, bag `K7M4P`, registration's UUID. Unknown: no events. */
async function of(handle: ReadingHandle, subject: HistorySubject, id: string, asked: HistoryAsked): Promise<History> {
  const end = await momentQuery.position(handle);
  if (subject === 'township') return ofTownship(handle, id, asked, end);
  const positions = positionsOf(handle, subject, id);
  const known = sql`
    from (${positions}) p (position) where p.position < ${end}`;
  const { total } = await readOne(
    handle,
    sql<{ total: number }>`select count(distinct p.position)::int as total ${known}`,
  );
  const events = await read(
    handle,
    sql<EventRow>`
      select ${columns}
      from event e join event_type t on t.code = e.type
      where e.campaign = ${handle.campaign} and e.position in (
        select p.position ${known} and p.position < ${asked.before ?? end}
        group by p.position order by p.position desc limit ${asked.limit}
      )
      order by e.position desc`,
  );
  return { total, events: events.map(parsed) };
}

/** Backwards through the log until enough are found: an index of events by unit would cost every append. */
async function ofTownship(handle: ReadingHandle, code: string, asked: HistoryAsked, end: number): Promise<History> {
  const { total, unit } = await readOne(
    handle,
    sql<{ total: number; unit: string | null }>`
      select coalesce(sum(events), 0)::int as total,
        (select unit from ${tableIn(handle, 'township')} where campaign = ${handle.campaign} and code = ${code}) as unit
      from ${tableIn(handle, 'event-count')} where campaign = ${handle.campaign} and township = ${code}`,
  );
  if (unit === null) return { total: 0, events: [] };
  const events = await read(
    handle,
    sql<EventRow>`
      select ${columns}
      from event e join event_type t on t.code = e.type
      where e.campaign = ${handle.campaign} and e.position < ${Math.min(end, asked.before ?? end)}
        and (e.unit = ${unit} or (e.unit >= ${`${unit}/`} and e.unit < ${`${unit}0`}))
      order by e.position desc limit ${asked.limit}`,
  );
  return { total, events: events.map(parsed) };
}

type InLeaf = Pick<HistoryEvent, 'stream' | 'actor' | 'data'>;
type EventRow = Omit<HistoryEvent, keyof InLeaf> & { readonly leaf: string };

const columns: RawBuilder<unknown> = sql`
  e.position, t.name as type, convert_from(e.leaf, 'UTF8') as leaf, e.version, e.unit,
  ${epochMs('e.occurred_at')} as "occurredAt", ${epochMs('e.recorded_at')} as "recordedAt", e.amount_fen as "amountFen",
  e.person`;

/** Stream, actor and data are read from the leaf: what is shown is what is hashed. */
function parsed({ leaf, ...row }: EventRow): HistoryEvent {
  const { stream, actor, data } = JSON.parse(leaf) as InLeaf;
  return { ...row, stream, actor, data };
}

/** The positions of everything that belongs to a subject; some may come twice. */
function positionsOf(
  handle: ReadingHandle,
  subject: Exclude<HistorySubject, 'township'>,
  id: string,
): RawBuilder<unknown> {
  switch (subject) {
    case 'agent':
      return sql`
        ${ofRegistrations(handle, sql`select registration from ${tableIn(handle, 'registration')} where campaign = ${handle.campaign} and agent = ${id}`)}
        union all ${ofBags(handle, sql`agent = ${id}`)}
        union all ${ofStreams(handle, sql`select 'agent-' || ${id}::text`)}
        union all ${ofStreams(handle, sql`select 'book-' || book from ${tableIn(handle, 'receipt-book')} where campaign = ${handle.campaign} and agent = ${id}`)}`;
    case 'bag':
      return ofBags(handle, sql`code = ${id}`);
    case 'receipt':
    case 'registration': {
      const key = subject === 'receipt' ? sql`receipt = ${id}` : sql`registration::text = ${id}`;
      const one = sql`from ${tableIn(handle, 'registration')} where campaign = ${handle.campaign} and ${key}`;
      return sql`
        ${ofRegistrations(handle, sql`select registration ${one}`)}
        union all ${ofBags(handle, sql`code in (select bag ${one})`)}
        ${subject === 'receipt' ? sql`union all ${ofNumber(handle, id)}` : sql``}`;
    }
  }
}

/** Positions of the streams that are named after registrations. */
const ofRegistrations = (handle: ReadingHandle, registrations: RawBuilder<unknown>): RawBuilder<unknown> =>
  ofStreams(
    handle,
    sql`select word || registration from (${registrations}) r, unnest(array['registration-', 'leftover-', 'refund-']) word`,
  );

const ofStreams = (handle: ReadingHandle, names: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select e.position from (${names}) n (name)
  cross join lateral (
    select e.position from event e where e.campaign = ${handle.campaign} and e.stream = stream_key(n.name)
  ) e`;

/** A bag's own events, and the bank line's match, which stands on the statement's stream. */
const ofBags = (handle: ReadingHandle, where: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select u.position from ${tableIn(handle, 'bag')} b, unnest(array[b.closed_position, b.banked_position, b.matched_position]) u (position)
  where b.campaign = ${handle.campaign} and ${where} and u.position is not null`;

/** What became of a receipt's number besides its use: void, returned, its last case (R-402). */
const ofNumber = (handle: ReadingHandle, receipt: string): RawBuilder<unknown> => sql`
  select u.position from ${tableIn(handle, 'receipt-number')} n, unnest(array[n.end_position, n.case_position, n.closed_position]) u (position)
  where n.campaign = ${handle.campaign} and n.receipt = ${receipt} and u.position is not null`;

export const historyQuery = { of };
