import { claimsOf } from './claims-of.ts';
import type { Decider } from './decider.ts';
import type { DomainEvent } from './domain-event.ts';
import { isProblem } from './problem.ts';

/** Where a premium can be between the payer's hand and the treasury, or back. */
export type Place = 'loose' | 'bagged' | 'pending' | 'treasury' | 'health-centre' | 'agent-refund' | 'refunded';

/** A log for properties: streams, claims as the real one keeps them, and the double entry of places in fen. */
export type MemoryLog = {
  readonly streams: ReadonlyMap<string, readonly DomainEvent[]>;
  /** Fen by registration and place. */
  readonly places: ReadonlyMap<string, ReadonlyMap<Place, number>>;
  stateOf<State, Event extends DomainEvent>(stream: string, decider: Folding<State, Event>): State;
  /** Decides on the stream as it is; whether anything was recorded. */
  send<State, Command, Event extends DomainEvent>(
    stream: string,
    decider: Decider<State, Command, Event>,
    command: Command,
    person?: string,
  ): boolean;
  /** false = a claim is held already. */
  append(stream: string, events: readonly DomainEvent[], person?: string): boolean;
};

type Folding<State, Event> = { readonly initial: State; evolve(state: State, event: Event): State };

export function memoryLog(premiumFen: number): MemoryLog {
  const streams = new Map<string, readonly DomainEvent[]>();
  const claims = new Set<string>();
  const places = new Map<string, Map<Place, number>>();

  function stateOf<State, Event extends DomainEvent>(stream: string, decider: Folding<State, Event>): State {
    return (streams.get(stream) ?? []).reduce((state, event) => decider.evolve(state, event as Event), decider.initial);
  }

  function append(stream: string, events: readonly DomainEvent[], person?: string): boolean {
    // A refund that is asked for anew holds its claim already.
    const holds = stream.startsWith('refund-') && streams.has(stream);
    const wanted = holds
      ? []
      : events.flatMap((event) => claimsOf(event, person ?? null)).map(({ kind, key }) => `${kind}/${key}`);
    if (wanted.some((claim) => claims.has(claim))) return false;
    for (const claim of wanted) claims.add(claim);
    streams.set(stream, [...(streams.get(stream) ?? []), ...events]);
    for (const event of events) for (const entry of entriesOf(stream, event, streams)) book(entry);
    return true;
  }

  function book({ registration, from, to }: Entry): void {
    const held = places.get(registration) ?? new Map<Place, number>();
    if (from !== null) held.set(from, (held.get(from) ?? 0) - premiumFen);
    held.set(to, (held.get(to) ?? 0) + premiumFen);
    places.set(registration, held);
  }

  return {
    streams,
    places,
    stateOf,
    append,
    send(stream, decider, command, person) {
      const answer = decider.decide(command, stateOf(stream, decider));
      return !isProblem(answer) && answer.length > 0 && append(stream, answer, person);
    },
  };
}

/** One premium goes from one place to another; null = from the payer. */
type Entry = { readonly registration: string; readonly from: Place | null; readonly to: Place };

function entriesOf(
  stream: string,
  event: DomainEvent,
  streams: ReadonlyMap<string, readonly DomainEvent[]>,
): readonly Entry[] {
  const own = (from: Place | null, to: Place): readonly Entry[] => [
    { registration: stream.slice(stream.indexOf('-') + 1), from, to },
  ];
  if (event.type === 'PersonRegistered') return own(null, 'loose');
  if (event.type === 'PremiumEntered') return own('pending', 'treasury');
  if (event.type === 'RefundReleased') return own('pending', 'health-centre');
  if (event.type === 'RefundHandedOn') return own('health-centre', 'agent-refund');
  if (event.type === 'RefundPaid') return own('agent-refund', 'refunded');
  if (event.type === 'BagClosed') {
    return event.data.registrations.map((registration) => ({ registration, from: 'loose', to: 'bagged' }));
  }
  if (event.type === 'DepositMatched') {
    const inBag = (streams.get(`bag-${event.data.code}`) ?? []).flatMap((one) =>
      one.type === 'BagClosed' ? one.data.registrations : [],
    );
    return inBag.map((registration) => ({ registration, from: 'bagged', to: 'pending' }));
  }
  return [];
}
