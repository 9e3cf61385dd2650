import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workflowBundle } from '@canbao/worker/workflow-bundle';
import * as workflows from '@canbao/workflows/index';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';

// A planted change is told in many lines; the exception says it too.
const logging = { filter: makeTelemetryFilterString({ core: 'ERROR' }) };
Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [], telemetryOptions: { logging } });

type Stored = { readonly events: { [attribute: string]: unknown }[] };

const folder = join(import.meta.dirname, 'histories');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const stored = (name: string): Stored => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Stored;
const bundle = await workflowBundle();
const replay = (history: Stored, name: string): Promise<void> =>
  Worker.runReplayHistory({ workflowBundle: bundle }, historyFromJSON(history), name);

test('there is a recorded history of every workflow', () => {
  const recorded = new Set(files.map((name) => `${name.split('.')[0]}Workflow`));
  expect(Object.keys(workflows).filter((type) => !recorded.has(type))).toStrictEqual([]);
});

test.each(files)('I16 %s replays with today’s workflows', async (name) => {
  await replay(stored(name), name);
});

test.each(files)('I16 a planted change is found in %s', async (name) => {
  const history = stored(name);
  const scheduled = history.events.flatMap(({ activityTaskScheduledEventAttributes: of }) => (of ? [of] : []));
  const first = scheduled[0] as { activityType: { name: string } };
  first.activityType.name = 'doSomethingElse';
  await expect(replay(history, name)).rejects.toThrow(DeterminismViolationError);
});
