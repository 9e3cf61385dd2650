import type { RawBuilder } from 'kysely';

export type Sql = RawBuilder<unknown>;

/**
 * What the runner supplies to a statement. `events`: the batch's events of one type as a subquery named `event`, in
 * order of position, with campaign, position, unit, person, amount_fen, occurred_at, recorded_at, actor, stream_name
 * and `data` (jsonb, from the leaf). `table`: live, next version, or a copy as of a position.
 */
export type Batch = { readonly events: Sql; readonly table: Sql };

/**
 * A read model: its table, and per event type one set-based statement over a batch. The keys of `on` are the
 * subscription. Within a batch types run in the order of `on`, not of the log: statements commute across types, or the
 * row keeps the position that last wrote it. The first key is the type that makes the row, where there is one.
 */
export type Projection<T extends string = string> = {
  readonly name: string;
  /** A new version is a new table: rebuilt beside the old one, compared, switched. */
  readonly version: number;
  readonly create: (table: Sql) => Sql;
  readonly indexes?: (table: Sql) => readonly Sql[];
  readonly on: { readonly [K in T]: (batch: Batch) => Sql };
  /** One statement over all events of the batch, whatever their type. */
  readonly every?: (batch: Batch) => Sql;
};

/** `projectionOf<BagEvent>()({ … })`: a misspelt event in `on` does not compile. */
export const projectionOf =
  <All extends { readonly type: string }>() =>
  <T extends All['type']>(projection: Projection<T>): Projection<T> =>
    projection;
