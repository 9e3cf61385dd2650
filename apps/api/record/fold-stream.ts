import type { Decider } from '@canbao/domain/decider';
import type { EventLog } from '@canbao/event-log/open-event-log';
import { readStream } from '@canbao/event-log/read-stream';

/** The state of a stream by its decider, and the version that a decision on it has seen; 0 = the stream is new. */
export type Folded<State> = { readonly state: State; readonly version: number };

/** The stream's own decider wrote every event of it, so their shape is trusted. */
export async function foldStream<State, Command, Event>(
  log: EventLog,
  campaign: string,
  stream: string,
  decider: Decider<State, Command, Event>,
): Promise<Folded<State>> {
  const past = await readStream(log, campaign, stream);
  const facts = past.map(({ type, data }) => ({ type, data }) as unknown as Event);
  return { state: facts.reduce(decider.evolve, decider.initial), version: past.length };
}
