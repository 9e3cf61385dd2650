import type { Decider } from './decider.ts';
import { isProblem } from './problem.ts';
import type { Problem } from './problem.ts';

/** Given facts, when a command, then exactly these facts or this problem. Needs no test framework. */
export type DeciderSpec<Command, Event> = (...facts: readonly Event[]) => {
  /** What is decided. Folds its own decision too, so that an `evolve` that cannot take it fails here. */
  readonly when: (command: Command) => readonly Event[] | Problem;
};

export function deciderSpec<State, Command, Event>(
  decider: Decider<State, Command, Event>,
): DeciderSpec<Command, Event> {
  const fold = (state: State, events: readonly Event[]): State =>
    events.reduce((before, event) => decider.evolve(before, event), state);
  return (...facts) => ({
    when(command) {
      const state = fold(decider.initial, facts);
      const answer = decider.decide(command, state);
      if (!isProblem(answer)) fold(state, answer);
      return answer;
    },
  });
}
