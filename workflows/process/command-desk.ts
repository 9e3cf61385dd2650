import type { UpdateDefinition } from '@temporalio/common';
import * as wf from '@temporalio/workflow';

import { refuse } from './refuse.ts';

/**
 * One command at a time. A command is an update: its validator refuses cheaply and leaves no trace, its handler asks
 * the same again, because two commands may pass their validators in one task. While the desk is busy others are told
 * `Busy` (the caller sends the same Update ID again); automatic acts wait for their turn at the same desk. Before a
 * new run the desk is leaving: everybody is told `Draining`, and the running command is waited for.
 *
 * Update IDs are known to one run only, so the last 200 go into the carry: the same request after a new run is
 * answered, not done again. Behind them stands the log, which knows every command id for ever.
 */
export type DeskState = { done: readonly string[] };

export type CommandDesk<Answer> = {
  /** Name of the command or act in hand; empty = free. Read by predicates. */
  readonly busy: () => string;
  /** Registers an update. `check` is synchronous and changes nothing; `run` records the facts. */
  readonly on: <Argument>(
    definition: UpdateDefinition<Answer, [Argument], string>,
    check: (argument: Argument) => void,
    run: (argument: Argument, commandId: string) => Promise<void>,
  ) => void;
  /** An automatic act: waits until the desk is free. */
  readonly alone: (name: string, run: () => Promise<void>) => Promise<void>;
  /** From now on every command is told `Draining`. */
  readonly leave: () => void;
};

export function commandDesk<Answer>(
  state: DeskState,
  isFinished: () => boolean,
  answer: () => Answer,
): CommandDesk<Answer> {
  let busy = '';
  let isLeaving = false;

  function claim(name: string): string {
    if (isLeaving) throw refuse('Draining', 'a new run begins, send it again');
    if (busy !== '') throw refuse('Busy', 'another command is in hand, send it again');
    if (isFinished()) throw refuse('Finished', 'this process has ended');
    return name;
  }
  const isRepeat = (): boolean => state.done.includes(commandIdOf());

  return {
    busy: () => busy,
    leave: () => {
      isLeaving = true;
    },
    on(definition, check, run) {
      wf.setHandler(
        definition,
        async (argument) => {
          if (isRepeat()) return answer();
          busy = claim(definition.name); // the first synchronous line: no second command slips in
          try {
            check(argument);
            await run(argument, commandIdOf());
            return answer();
          } finally {
            busy = '';
          }
        },
        {
          // Never async: that wedges the workflow.
          validator: (argument) => {
            if (isRepeat()) return;
            claim(definition.name);
            check(argument);
          },
        },
      );
    },
    async alone(name, run) {
      while (busy !== '') await wf.condition(() => busy === '');
      try {
        busy = name;
        await run();
      } finally {
        busy = '';
      }
    },
  };
}

const commandIdOf = (): string => wf.currentUpdateInfo()?.id ?? '';
