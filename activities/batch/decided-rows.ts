import { claimsOf } from '@canbao/domain/claims-of';
import { isProblem } from '@canbao/domain/problem';
import { type Registration, registrationDecider } from '@canbao/domain/registration/registration.decider';
import type { RegistrationCommand } from '@canbao/domain/registration/registration.commands';
import type { RegistrationEvent } from '@canbao/domain/registration/registration.events';
import type { BulkRow } from '@canbao/event-log/bulk-page';
import type { EventLog } from '@canbao/event-log/open-event-log';
import { readStreams } from '@canbao/event-log/read-streams';

/** One registration of a page, and what is to happen to it. Money stands in the envelope where the event moves some. */
export type RowCommand = {
  readonly registration: string;
  readonly unit: string;
  readonly person: string;
  readonly command: RegistrationCommand;
  readonly amountFen?: number;
};

/**
 * Decides a page of registrations, each by its own stream as it stands in the log. What the decider refuses is left
 * out: somebody else has moved it since the list was made, and a later list says where it stands.
 */
export async function decidedRows(
  log: EventLog,
  { campaign, planAt }: { readonly campaign: string; readonly planAt: number },
  commands: readonly RowCommand[],
): Promise<readonly BulkRow[]> {
  const streamOf = (registration: string): string => `registration-${registration}`;
  const pasts = await readStreams(
    log,
    campaign,
    commands.map(({ registration }) => streamOf(registration)),
  );
  return commands.flatMap(({ registration, unit, person, command, amountFen }) => {
    const stream = streamOf(registration);
    const past = (pasts.get(stream) ?? []) as unknown as readonly RegistrationEvent[];
    const state = past.reduce<Registration>(registrationDecider.evolve, registrationDecider.initial);
    const decided = registrationDecider.decide(command, state);
    if (isProblem(decided) || decided.length === 0) return [];
    return {
      stream,
      expectedVersion: past.length,
      events: decided.map(({ type, data }) => ({
        type,
        data: { ...data },
        unit,
        actor: 'system',
        occurredAt: planAt,
        person: { key: person },
        amountFen: amountFen ?? null,
      })),
      claims: decided.flatMap((event) => claimsOf(event, person)),
    };
  });
}
