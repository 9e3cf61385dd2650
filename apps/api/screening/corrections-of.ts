import type { RegistrationEvent } from '@canbao/domain/registration/registration.events';
import type { EventLog } from '@canbao/event-log/open-event-log';
import { readStreams } from '@canbao/event-log/read-streams';
import type { RecordedEvent } from '@canbao/event-log/recorded-event';
import type { correction } from '@canbao/http-contract/correction';
import type { Vault } from '@canbao/vault/vault';
import type { z } from 'zod';

import { digitsApart } from '../duplicate/digits-apart.ts';
import { type OpenedIdentity, ownIdentities } from '../duplicate/own-identities.ts';
import type { Reader } from '../reading/reader.ts';
import type { Sight } from '../reading/shown-people.ts';

type Parts = { readonly log: EventLog; readonly vault: Vault };
type Look = { readonly actor: string; readonly why: string; readonly sight: Sight };
export type Correction = z.output<typeof correction>;
type Field = Correction['fields'][number]['field'];

/** What a registration says of itself: whose number and name (a key and the commitment of the value), and the group. */
type Version = { readonly person: string; readonly identity: string; readonly group: string };
type Change = {
  readonly at: number;
  readonly fields: readonly Field[];
  readonly before: Version;
  readonly after: Version;
};

/**
 * What was corrected in each of these registrations, oldest first, with the old value beside the new one: the log
 * says which fields, the vault keeps every version under its commitment. Asked in two questions, whatever the number of
 * rows; `corrections` 0 asks nothing. As of the reader's moment.
 */
export async function correctionsOf(
  { log, vault }: Parts,
  { current, moment }: Reader,
  rows: readonly { readonly registration: string; readonly corrections: number }[],
  look: Look,
): Promise<(registration: string) => Correction[]> {
  const corrected = rows.filter(({ corrections }) => corrections > 0).map(({ registration }) => registration);
  const streams = await readStreams(log, current.code, corrected.map(streamOf));
  const changes = new Map(
    [...streams].map(([stream, events]) => [stream, changesIn(events.filter((one) => one.position < moment.position))]),
  );
  const versions = [...changes.values()].flat().flatMap(({ before, after }) => [before, after]);
  const opened =
    look.sight === 'nothing' || versions.length === 0
      ? () => undefined
      : await ownIdentities(vault, { campaign: current.code, actor: look.actor, why: look.why }, versions);
  return (registration) =>
    (changes.get(streamOf(registration)) ?? []).map(({ at, fields, before, after }) => ({
      at,
      fields: fields.map((field) => shown(field, look.sight, side(before, opened), side(after, opened))),
    }));
}

const streamOf = (registration: string): string => `registration-${registration}`;

function changesIn(events: readonly RecordedEvent[]): readonly Change[] {
  const changes: Change[] = [];
  let version: Version | null = null;
  for (const recorded of events) {
    const event = { type: recorded.type, data: recorded.data } as RegistrationEvent;
    if (event.type !== 'PersonRegistered' && event.type !== 'RegistrationCorrected') continue;
    if (recorded.person === null) throw new Error(`${recorded.type} at ${recorded.position} names no person`);
    const after: Version = {
      person: recorded.person.key,
      identity: recorded.person.identity ?? '',
      group: event.data.group ?? version?.group ?? '',
    };
    if (event.type === 'RegistrationCorrected' && version !== null)
      changes.push({ at: recorded.occurredAt, fields: event.data.fields, before: version, after });
    version = after;
  }
  return changes;
}

type Side = Version & { readonly opened: OpenedIdentity | undefined };
const side = (version: Version, opened: (version: Version) => OpenedIdentity | undefined): Side => ({
  ...version,
  opened: opened(version),
});

/** One mask for the whole system: the last four of a number, and for nobody a name who may not see one (security.md 4). */
function shown(field: Field, sight: Sight, before: Side, after: Side): Correction['fields'][number] {
  if (field === 'group') return { field, before: before.group, after: after.group, digitsApart: null };
  if (field === 'name')
    return { field, before: before.opened?.name ?? HIDDEN, after: after.opened?.name ?? HIDDEN, digitsApart: null };
  const [one, other] = [before.opened?.idNumber, after.opened?.idNumber];
  const masked = (number: string | undefined) =>
    number === undefined ? HIDDEN : sight === 'whole' ? number : `${'＊'.repeat(4)}${number.slice(-4)}`;
  return { field, before: masked(one), after: masked(other), digitsApart: digitsApart(one, other) };
}

const HIDDEN = '＊＊＊';
