import { isProblem, type Problem } from '@canbao/domain/problem';
import { sealedConverter } from '@canbao/workflows/codec/sealed-converter';
import {
  Client,
  Connection,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
} from '@temporalio/client';
import {
  defineSearchAttributeKey,
  type QueryDefinition,
  SearchAttributeType,
  type SignalDefinition,
  TypedSearchAttributes,
  type UpdateDefinition,
} from '@temporalio/common';

import { engineProblems } from './engine-problems.ts';
import { patiently } from './patiently.ts';

export type Update<Answer, Argument> = {
  readonly workflowId: string;
  readonly message: UpdateDefinition<Answer, [Argument], string>;
  readonly argument: Argument;
  /** The command's id: the same one gets the first answer. */
  readonly commandId: string;
};

export type Start = {
  readonly type: string;
  readonly workflowId: string;
  readonly input: object;
  /** For operators: search attributes of the run. */
  readonly marks: { readonly campaign: string; readonly unit: string; readonly isRehearsal: boolean };
};

export type RunningWorkflow = { readonly workflowId: string; readonly type: string; readonly startedAt: number };

/**
 * The workflow engine as this API uses it: a client that connects when it is first needed and comes back by itself.
 * Nothing here blocks for longer than its deadline, and what went wrong is a Problem.
 */
export type Engine = {
  update<Answer, Argument>(update: Update<Answer, Argument>): Promise<Answer | Problem>;
  /** Starts the workflow when it does not run yet, then updates it. */
  updateWithStart<Answer, Argument>(update: Update<Answer, Argument>, start: Start): Promise<Answer | Problem>;
  /** Started, or already there (running or closed): both are true. */
  start(start: Start): Promise<true | Problem>;
  /** A nudge to look at the log. Nobody there, or no engine: the log still has the fact, and recovery looks at it. */
  nudge(workflowId: string, signal: SignalDefinition<[]>): void;
  query<Answer>(workflowId: string, query: QueryDefinition<Answer>, withinMs: number): Promise<Answer>;
  /** Running workflows of the campaign, by their ids. Rejects when the engine is away. */
  running(campaign: string): Promise<readonly RunningWorkflow[]>;
  closedSince(campaign: string, at: number): Promise<number>;
  isUp(): Promise<boolean>;
  close(): Promise<void>;
};

export type EngineOptions = {
  readonly address: string;
  readonly namespace: string;
  /** 32 bytes of CODEC_KEY_FILE. */
  readonly codecKey: Uint8Array;
};

/** Ids are `<process>-<campaign>` or `<process>-<campaign>-<rest>` (workflow-id.ts). */
const isOfCampaign = (workflowId: string, campaign: string): boolean => `${workflowId}-`.includes(`-${campaign}-`);

const campaignId = defineSearchAttributeKey('CampaignId', SearchAttributeType.KEYWORD);
const unitCode = defineSearchAttributeKey('UnitCode', SearchAttributeType.KEYWORD);
const rehearsalMark = defineSearchAttributeKey('IsRehearsal', SearchAttributeType.BOOL);

const searchAttributes = ({ campaign, unit, isRehearsal }: Start['marks']): TypedSearchAttributes =>
  new TypedSearchAttributes([
    { key: campaignId, value: campaign },
    { key: unitCode, value: unit },
    { key: rehearsalMark, value: isRehearsal },
  ]);

const TASK_QUEUE = 'wf';
const CALL_MS = 5_000;
const LIST_MS = 2_000;
const UP_MS = 1_000;

export async function openEngine({ address, namespace, codecKey }: EngineOptions): Promise<Engine> {
  const connection = Connection.lazy({ address });
  const dataConverter = await sealedConverter(codecKey, namespace);
  const client = new Client({ connection, namespace, dataConverter });
  const { within, settled } = callsOf(client);
  const isUp = (): Promise<boolean> =>
    within(UP_MS, () => connection.workflowService.getSystemInfo({})).then(
      () => true,
      () => false,
    );
  /** A call that got no answer: the engine may be away altogether, and then nothing was sent. */
  async function asked<T>(call: (ms: number) => Promise<T>): Promise<T | Problem> {
    const answer = await patiently(call);
    const isUnknown = isProblem(answer) && answer.type === engineProblems.unknown().type;
    return isUnknown && !(await isUp()) ? engineProblems.away() : answer;
  }

  return {
    update: ({ workflowId, message, argument, commandId }) =>
      asked((ms) =>
        within(ms, () =>
          client.workflow.getHandle(workflowId).executeUpdate(message, { args: [argument], updateId: commandId }),
        ),
      ),
    updateWithStart: ({ message, argument, commandId }, { type, ...start }) =>
      asked((ms) =>
        within(ms, () =>
          client.workflow.executeUpdateWithStart(message, {
            args: [argument],
            updateId: commandId,
            startWorkflowOperation: new WithStartWorkflowOperation(type, startOptions(start)),
          }),
        ),
      ),
    start: ({ type, ...start }) =>
      asked<true>(async (ms) => {
        try {
          await within(ms, () =>
            client.workflow.start(type, { ...startOptions(start), workflowIdReusePolicy: 'REJECT_DUPLICATE' }),
          );
        } catch (error) {
          if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
        }
        return true;
      }),
    nudge(workflowId, signal) {
      // Nobody waits for it. Nobody there, or no engine: the fact is in the log, and who is started again looks there.
      void within(CALL_MS, () => client.workflow.getHandle(workflowId).signal(signal)).catch(() => undefined);
    },
    query: (workflowId, query, ms) => within(ms, () => client.workflow.getHandle(workflowId).query(query)),
    running: (campaign) => within(LIST_MS, () => runningOf(client, campaign)),
    closedSince: (campaign, at) => within(LIST_MS, () => closedOf(client, campaign, at)),
    isUp,
    async close() {
      await settled();
      await connection.close();
    },
  };
}

/** Calls that end at a deadline. One still under way when the connection closes would throw where nobody can catch it. */
function callsOf(client: Client) {
  const underWay = new Set<Promise<unknown>>();
  return {
    within<T>(ms: number, call: () => Promise<T>): Promise<T> {
      const answer = client.withDeadline(Date.now() + ms, call);
      underWay.add(answer);
      const forget = (): void => void underWay.delete(answer);
      answer.then(forget, forget);
      return answer;
    },
    settled: () => Promise.allSettled(underWay),
  };
}

const startOptions = ({ workflowId, input, marks }: Omit<Start, 'type'>) => ({
  workflowId,
  taskQueue: TASK_QUEUE,
  args: [input],
  workflowIdConflictPolicy: 'USE_EXISTING' as const,
  typedSearchAttributes: searchAttributes(marks),
});

async function runningOf(client: Client, campaign: string): Promise<readonly RunningWorkflow[]> {
  const found: RunningWorkflow[] = [];
  for await (const info of client.workflow.list({ query: `ExecutionStatus = 'Running'` })) {
    if (!isOfCampaign(info.workflowId, campaign)) continue;
    found.push({ workflowId: info.workflowId, type: info.type, startedAt: info.startTime.getTime() });
  }
  return found;
}

async function closedOf(client: Client, campaign: string, at: number): Promise<number> {
  let count = 0;
  const query = `ExecutionStatus != 'Running' AND CloseTime > '${new Date(at).toISOString()}'`;
  for await (const info of client.workflow.list({ query })) {
    if (isOfCampaign(info.workflowId, campaign) && info.status.name !== 'CONTINUED_AS_NEW') count += 1;
  }
  return count;
}
