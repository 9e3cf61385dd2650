import type { Decider } from '@canbao/domain/decider';
import type { DomainEvent } from '@canbao/domain/domain-event';
import { isProblem, type Problem } from '@canbao/domain/problem';
import type { EventLog } from '@canbao/event-log/open-event-log';
import { readStreams } from '@canbao/event-log/read-streams';

import { folded } from './fold-stream.ts';
import type { Decided, Fact } from './record-command.ts';

type StreamFacts = Decided['streams'][number];
type OneStream<State, Command, Event> = {
  readonly stream: string;
  readonly decider: Decider<State, Command, Event>;
  /** By the state that the stream folds to. */
  readonly command: Command | ((state: State) => Promise<Command>);
  /** Envelope of every event of the decision. */
  readonly envelope: Omit<Fact, 'event'>;
};

/** Load, fold, decide on one stream: what to append to it, or why not. */
export async function decideOnStream<State, Command extends object, Event extends DomainEvent>(
  log: EventLog,
  campaign: string,
  one: OneStream<State, Command, Event>,
): Promise<StreamFacts | Problem> {
  const decided = await decideOnStreams(log, campaign, [one]);
  return isProblem(decided) ? decided : decided[0]!;
}

/** The same for many streams of one command, all read in one question: the first refusal is the answer to all. */
export async function decideOnStreams<State, Command extends object, Event extends DomainEvent>(
  log: EventLog,
  campaign: string,
  all: readonly OneStream<State, Command, Event>[],
): Promise<readonly StreamFacts[] | Problem> {
  const pasts = await readStreams(
    log,
    campaign,
    all.map(({ stream }) => stream),
  );
  const decisions: StreamFacts[] = [];
  for (const { stream, decider, command, envelope } of all) {
    const { state, version } = folded(pasts.get(stream) ?? [], decider);
    const decided = decider.decide(typeof command === 'function' ? await command(state) : command, state);
    if (isProblem(decided)) return decided;
    decisions.push({ stream, version, facts: decided.map((event) => ({ event, ...envelope })) });
  }
  return decisions;
}
