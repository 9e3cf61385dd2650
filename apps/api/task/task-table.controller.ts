import { taskTableDecider } from '@canbao/domain/task/task-table.decider';
import { taskProblems } from '@canbao/domain/task/task.problems';
import { townshipTaskDecider } from '@canbao/domain/task/township-task.decider';
import { taskContract } from '@canbao/http-contract/task.contract';
import { taskTableQuery } from '@canbao/projections/task-table/task-table.query';
import { townshipQuery } from '@canbao/projections/township/township.query';
import { townshipTaskQuery } from '@canbao/projections/township-task/township-task.query';
import { Controller } from '@nestjs/common';

import { accessProblems } from '../access/access-problems.ts';
import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { inCampaign } from '../record/in-campaign.ts';
import { recordOnStream } from '../record/record-on-stream.ts';
import { reading } from '../reading/reader.ts';
import { importTaskTable } from './import-task-table.ts';

@Controller()
export class TaskTableController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(taskContract.importTable)
  importTable(call: Call<typeof taskContract.importTable>) {
    return inCampaign(this.#parts, (current) => importTaskTable(this.#parts, current, call));
  }

  @Serves(taskContract.confirmTable)
  confirmTable({ body, caller, commandId }: Call<typeof taskContract.confirmTable>) {
    return inCampaign(this.#parts, async (current) => {
      const latest = await taskTableQuery.latest(current.live);
      if (latest === null) return taskProblems.notImported();
      return recordOnStream(this.#parts, current, {
        commandId,
        actor: caller.account,
        request: { stream: latest.stream, ...body },
        stream: latest.stream,
        decider: taskTableDecider,
        command: { type: 'ConfirmTaskTable', data: body },
        envelope: { unit: current.state.region },
      });
    });
  }

  /** The path names a township; it is the county that sets its task. */
  @Serves(taskContract.setTownshipTask)
  setTownshipTask({ body, caller, commandId, param }: Call<typeof taskContract.setTownshipTask>) {
    return inCampaign(this.#parts, async (current) => {
      const township = (await townshipQuery.townships(current.live)).find(({ code }) => code === param('township'));
      if (township === undefined) return accessProblems.notFound();
      const isTableConfirmed = (await taskTableQuery.latest(current.live))?.isConfirmed ?? false;
      return recordOnStream(this.#parts, current, {
        commandId,
        actor: caller.account,
        request: { township: township.code, ...body },
        stream: `task-${township.code}`,
        decider: townshipTaskDecider,
        command: { type: 'SetTownshipTask', data: { ...body, name: township.name, isTableConfirmed } },
        envelope: { unit: township.unit },
      });
    });
  }

  @Serves(taskContract.table)
  table({ query }: Call<typeof taskContract.table>) {
    return reading(this.#parts, query.at, async ({ handle }) => {
      const imported = await taskTableQuery.latest(handle);
      const set = await townshipTaskQuery.all(handle);
      const by = imported?.confirmedBy ?? null;
      const names = await this.#parts.accounts.displayNames(by === null ? [] : [by]);
      return {
        imported: imported && { ...imported, confirmedBy: by === null ? null : (names.get(by) ?? by) },
        set,
        setTotal: set.reduce((sum, { people }) => sum + people, 0),
      };
    });
  }
}
