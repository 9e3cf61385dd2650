import { type EventLog, openEventLog } from '@canbao/event-log/open-event-log';
import { Kysely, PostgresDialect } from 'kysely';

export type Reading = { readonly db: Kysely<unknown>; readonly log: EventLog; close(): Promise<void> };

/**
 * Opens the reading tables for one role: canbao_reader or canbao_writer to ask, canbao_projector to project and to
 * build tables as of a position. `log.campaignNumber(code)` gives the number that handles need.
 */
export async function openReading(
  url: string,
  options: { readonly connections?: number; readonly applicationName?: string } = {},
): Promise<Reading> {
  const log = await openEventLog(url, options);
  return { db: readingOf(log), log, close: () => log.close() };
}

/** The same over the reading connections of a log that is open already: close the log, not this. */
export const readingOf = (log: EventLog): Kysely<unknown> =>
  new Kysely<unknown>({ dialect: new PostgresDialect({ pool: log.pool }) });
