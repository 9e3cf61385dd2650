import type { Decider } from '@canbao/domain/decider';
import type { DomainEvent } from '@canbao/domain/domain-event';
import { isProblem, type Problem } from '@canbao/domain/problem';
import type { EventLog } from '@canbao/event-log/open-event-log';

import { foldStream } from './fold-stream.ts';
import type { Decided, Fact } from './record-command.ts';

type OneStream<State, Command, Event> = {
  readonly campaign: string;
  readonly stream: string;
  readonly decider: Decider<State, Command, Event>;
  readonly command: Command;
  /** Envelope of every event of the decision. */
  readonly envelope: Omit<Fact, 'event'>;
};

/** Load, fold, decide on one stream: what to append to it, or why not. */
export async function decideOnStream<State, Command, Event extends DomainEvent>(
  log: EventLog,
  { campaign, stream, decider, command, envelope }: OneStream<State, Command, Event>,
): Promise<Decided['streams'][number] | Problem> {
  const { state, version } = await foldStream(log, campaign, stream, decider);
  const decided = decider.decide(command, state);
  if (isProblem(decided)) return decided;
  return { stream, version, facts: decided.map((event) => ({ event, ...envelope })) };
}

/** The same for several streams of one command: the first refusal is the answer to all. */
export async function decideOnStreams<One>(
  all: readonly One[],
  decide: (one: One) => Promise<Decided['streams'][number] | Problem>,
): Promise<Decided['streams'] | Problem> {
  const streams: Decided['streams'][number][] = [];
  for (const one of all) {
    const decided = await decide(one);
    if (isProblem(decided)) return decided;
    streams.push(decided);
  }
  return streams;
}
