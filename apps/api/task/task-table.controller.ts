import { taskContract } from '@canbao/http-contract/task.contract';
import { taskTableQuery } from '@canbao/projections/task-table/task-table.query';
import { townshipTaskQuery } from '@canbao/projections/township-task/township-task.query';
import { Controller } from '@nestjs/common';

import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { reading } from '../reading/reader.ts';

@Controller()
export class TaskTableController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
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
