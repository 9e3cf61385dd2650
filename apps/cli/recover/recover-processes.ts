import { readFileSync } from 'node:fs';

import type { LoggedFact } from '@canbao/domain/campaign/recovery';
import { readPage } from '@canbao/event-log/read-page';
import { sealedConverter } from '@canbao/workflows/codec/sealed-converter';
import { recoverCampaign, type WorkflowStarter } from '@canbao/workflows/process/recover-campaign';
import { Client, Connection } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';

import type { Opened } from '../open-installation.ts';
import { print } from '../print.ts';
import { WrongUse } from '../wrong-use.ts';

type Found = { readonly type: string; readonly workflowId: string; readonly outcome: 'started' | 'running' };

const CONNECT_MS = 5_000;
const PAGE_EVENTS = 5_000;

/**
 * `recover`: starts every workflow that the campaign should have by its log alone and does not (temporal.md 1). Made
 * for the day on which the engine's store is gone; may be run at any time and again, what runs is left alone. Throws
 * when the engine does not answer; what was started by then stays.
 */
export async function recoverProcesses(opened: Opened, isJson: boolean): Promise<void> {
  const { campaign } = opened;
  const facts = await factsOf(opened);
  const { client, close } = await engineOf(opened.environment);
  const found: Found[] = [];
  try {
    await recoverCampaign(noting(client, found), campaign, facts);
  } finally {
    await close();
  }
  const kinds = [...new Set(found.map(({ type }) => type))];
  const count = (type: string, outcome: Found['outcome']) =>
    found.filter((one) => one.type === type && one.outcome === outcome).length;
  const rows = kinds.map((type) => ({
    workflow: type.replace(/Workflow$/, ''),
    'should run': found.filter((one) => one.type === type).length,
    'ran already': count(type, 'running'),
    started: count(type, 'started'),
  }));
  if (rows.length === 0 && !isJson)
    process.stdout.write(`${campaign}: nothing is to be started, the campaign is not open or is over\n`);
  else print({ campaign, workflows: found }, rows, isJson);
}

/** The whole log but for what happens to single registrations, which no process carries. */
async function factsOf({ log, campaign }: Opened): Promise<readonly LoggedFact[]> {
  const facts: LoggedFact[] = [];
  for (let next = 0; ;) {
    const { events, end } = await readPage(log, { campaign, next }, PAGE_EVENTS);
    if (events.length === 0) return facts;
    for (const event of events)
      // The log of a campaign holds nothing but facts of the domain.
      if (!event.stream.startsWith('registration-')) facts.push(event as unknown as LoggedFact);
    next = end;
  }
}

async function engineOf(environment: Opened['environment']): Promise<{ client: Client; close(): Promise<void> }> {
  const [address, keyFile] = [environment['TEMPORAL_ADDRESS'], environment['CODEC_KEY_FILE']];
  if (!address || !keyFile)
    throw new WrongUse(
      'TEMPORAL_ADDRESS or CODEC_KEY_FILE is not set',
      'set them, or give --data FOLDER of an installation that npm start made',
    );
  const namespace = environment['TEMPORAL_NAMESPACE'] ?? 'default';
  const dataConverter = await sealedConverter(readFileSync(keyFile), namespace);
  const connection = await Connection.connect({ address, connectTimeout: CONNECT_MS }).catch((cause: unknown) => {
    throw new Error(
      `流程引擎没有应答 the workflow engine does not answer at ${address}: nothing was started. Start it, then run recover again`,
      { cause },
    );
  });
  return { client: new Client({ connection, namespace, dataConverter }), close: () => connection.close() };
}

/** Starts as it is told, and notes what was there before: running is as good as started. */
const noting = ({ workflow }: Client, found: Found[]): WorkflowStarter => ({
  async start(type, options) {
    const { workflowId } = options;
    try {
      await workflow.start(type, { ...options, workflowIdConflictPolicy: 'FAIL' });
      found.push({ type, workflowId, outcome: 'started' });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      found.push({ type, workflowId, outcome: 'running' });
    }
  },
});
