import { createHash } from 'node:crypto';

import { taskTableCodec } from '@canbao/connectors/files/task-table.codec';
import { isProblem } from '@canbao/domain/problem';
import { taskTableDecider } from '@canbao/domain/task/task-table.decider';
import type { taskContract } from '@canbao/http-contract/task.contract';
import { taskTableQuery } from '@canbao/projections/task-table/task-table.query';
import { townshipQuery } from '@canbao/projections/township/township.query';

import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Call } from '../http/call.ts';
import type { Parts } from '../parts.ts';
import { foldStream } from '../record/fold-stream.ts';
import { recordOnStream } from '../record/record-on-stream.ts';

/** the table as printed; rows are joined with the townships by name, for two tables differ in their order. */
export async function importTaskTable(
  parts: Parts,
  current: CurrentCampaign,
  { body, caller, commandId }: Call<typeof taskContract.importTable>,
) {
  const table = taskTableCodec.read(body.csv);
  if (isProblem(table)) return table;
  const townships = (await townshipQuery.townships(current.live)).map(({ code, name }) => ({ code, name }));
  const codes = new Map(townships.map(({ code, name }) => [name, code]));
  const fileSha256 = createHash('sha256').update(body.csv).digest('hex');
  const recorded = await recordOnStream(parts, current, {
    commandId,
    actor: caller.account,
    request: { fileSha256 },
    stream: await streamFor(parts, current, fileSha256),
    decider: taskTableDecider,
    command: {
      type: 'ImportTaskTable',
      data: {
        fileSha256,
        rows: table.rows.map(({ name, people }) => ({ code: codes.get(name) ?? '', name, people })),
        printedTotal: table.printedTotal,
        townships,
      },
    },
    envelope: { unit: current.state.region },
  });
  if (isProblem(recorded)) return recorded;
  const { printedTotal, rowSum } = table;
  return { position: recorded.position, printedTotal, rowSum, difference: rowSum - printedTotal };
}

/** `task-table-<n>`: the same file is the same table, another file the next one. */
async function streamFor({ log }: Parts, { code, live }: CurrentCampaign, fileSha256: string): Promise<string> {
  const latest = await taskTableQuery.latest(live);
  if (latest === null) return 'task-table-1';
  const { state } = await foldStream(log, code, latest.stream, taskTableDecider);
  if (state.status !== 'none' && state.fileSha256 === fileSha256) return latest.stream;
  return `task-table-${Number(latest.stream.split('-').at(-1)) + 1}`;
}
