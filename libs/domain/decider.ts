import type { Problem } from './problem.ts';

/**
 * The shape of every aggregate. `decide` answers with events, with `[]` when the command changes nothing, or with a
 * Problem when it is refused; `evolve` folds one event. Neither knows a clock, chance or I/O, and neither has a
 * `default`: the compiler finds the case that was forgotten.
 */
export type Decider<State, Command, Event> = {
  readonly initial: State;
  decide(command: Command, state: State): readonly Event[] | Problem;
  evolve(state: State, event: Event): State;
};
