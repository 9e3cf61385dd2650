import type { Decider } from '@canbao/domain/decider';
import type { DomainEvent } from '@canbao/domain/domain-event';
import { isProblem, type Problem } from '@canbao/domain/problem';
import type { Canonical } from '@canbao/event-log/canonical-json';

import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Parts } from '../parts.ts';
import { decideOnStream } from './decide-on-stream.ts';
import { type Fact, type Recorded, recordCommand } from './record-command.ts';

/** The plain case: one command, one stream, one envelope for all its events. */
export function recordOnStream<State, Command extends { readonly type: string }, Event extends DomainEvent>(
  parts: Parts,
  current: CurrentCampaign,
  one: {
    readonly commandId: string;
    readonly actor: string;
    readonly request: Canonical;
    readonly stream: string;
    readonly decider: Decider<State, Command, Event>;
    readonly command: Command;
    readonly envelope: Omit<Fact, 'event'>;
  },
): Promise<Recorded | Problem> {
  const { commandId, actor, request, stream, decider, command, envelope } = one;
  return recordCommand(parts, current, {
    commandId,
    actor,
    request: { type: command.type, request },
    async decide() {
      const decided = await decideOnStream(parts.log, current.code, { stream, decider, command, envelope });
      return isProblem(decided) ? decided : { streams: [decided] };
    },
  });
}
