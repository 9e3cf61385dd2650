import type { Decider } from '@canbao/domain/decider';
import type { EventLog } from '@canbao/event-log/open-event-log';
import { readStream } from '@canbao/event-log/read-stream';
import type { RecordedEvent } from '@canbao/event-log/recorded-event';

/** The state of a stream by its decider, and the version that a decision on it has seen; 0 = the stream is new. */
export type Folded<State> = { readonly state: State; readonly version: number };

export async function foldStream<State, Command, Event>(
  log: EventLog,
  campaign: string,
  stream: string,
  decider: Decider<State, Command, Event>,
): Promise<Folded<State>> {
  return folded(await readStream(log, campaign, stream), decider);
}

/** The stream's own decider wrote every event of it, so their shape is trusted. */
export function folded<State, Command, Event>(
  past: readonly RecordedEvent[],
  decider: Decider<State, Command, Event>,
): Folded<State> {
  const facts = past.map(({ type, data }) => ({ type, data }) as unknown as Event);
  return { state: facts.reduce(decider.evolve, decider.initial), version: past.length };
}
