import type { Decider } from '../decider.ts';
import type { TownshipTaskCommand } from './task.commands.ts';
import type { TownshipTaskEvent } from './task.events.ts';
import { taskProblems } from './task.problems.ts';

export type TownshipTask = { readonly status: 'unset' } | ({ readonly status: 'set' } & TownshipTaskEvent['data']);

/** a township's task and its split to villages, whose sum is the task. It may be set anew. */
export const townshipTaskDecider: Decider<TownshipTask, TownshipTaskCommand, TownshipTaskEvent> = {
  initial: { status: 'unset' },
  decide({ data: { name, people, villages, isTableConfirmed } }, task) {
    if ([people, ...villages.map((village) => village.people)].some((one) => !Number.isSafeInteger(one) || one <= 0))
      return taskProblems.notPositive();
    const codes = villages.map(({ code }) => code);
    const twice = codes.find((code, i) => codes.indexOf(code) !== i);
    if (twice !== undefined) return taskProblems.villageTwice(twice);
    if (!isTableConfirmed) return taskProblems.tableNotConfirmed();
    const sum = villages.reduce((all, village) => all + village.people, 0);
    if (sum !== people) return taskProblems.sumDiffers(people, sum);
    const isSame =
      task.status === 'set' &&
      task.people === people &&
      task.villages.length === villages.length &&
      villages.every(
        (village, i) => task.villages[i]?.code === village.code && task.villages[i].people === village.people,
      );
    return isSame ? [] : [{ type: 'TownshipTaskSet', data: { name, people, villages } }];
  },
  evolve: (_task, { data }) => ({ status: 'set', ...data }),
};
