import { setTimeout as delay } from 'node:timers/promises';
import { appendEvents } from '@canbao/event-log/append-events';
import { bulkAppend } from '@canbao/event-log/bulk-append';
import { openBulk } from '@canbao/event-log/open-bulk';
import { openEventLog } from '@canbao/event-log/open-event-log';
import { openLane } from '@canbao/event-log/open-lane';
import { madeUpWork } from './made-up-work.ts';
import { type Operation, operationNotes, readOperations } from './operation-notes.ts';

export type LogWriterOptions = {
  readonly url: string;
  readonly campaign: string;
  /** Prefix of the operations' ids. */
  readonly name: string;
  readonly kind: 'lane' | 'bulk';
  /** At once; a bulk run keeps two pages ahead whatever is said here. */
  readonly writers: number;
  /** Operations in all; those that the notes already know count. Null: until SIGTERM. */
  readonly operations: number | null;
  readonly notes: string;
};

/** A server that is killed again while it recovers, on a busy machine, is away for long. */
const PATIENCE_MS = 120_000;

type Send = (id: string) => Promise<Operation['outcome']>;

/**
 * A process that appends made-up work until it is done, or killed. Started again with the same notes it first sends
 * again what it does not know the outcome of, then goes on. Ends with code 0 only if every outcome is known.
 */
export async function logWriter(options: LogWriterOptions): Promise<void> {
  const log = await openEventLog(options.url, { connections: 1, applicationName: options.name });
  const known = readOperations(options.notes);
  const notes = operationNotes(options.notes);
  const sender = options.kind === 'lane' ? await laneSender(log, options) : await bulkSender(log, options);
  const unknown = known.filter(({ outcome }) => outcome.kind === 'unknown').map(({ id }) => id);
  let begun = known.length;
  let isOver = false;
  process.once('SIGTERM', () => {
    isOver = true;
  });

  const nextId = (): string | undefined => {
    if (unknown.length > 0) return unknown.shift();
    if (isOver || begun === options.operations) return undefined;
    begun += 1;
    return `${options.name}/${begun - 1}`;
  };
  const writer = async () => {
    for (let id = nextId(); id !== undefined; id = nextId()) {
      notes.note(id, 'sent');
      notes.note(id, await sender.send(id));
      // Pauses, so that writers meet in ever new orders.
      if (options.kind === 'lane' && Math.random() < 0.2) await delay(Math.random() * 8);
    }
  };
  await Promise.all(Array.from({ length: options.kind === 'lane' ? options.writers : 2 }, writer));
  notes.close();
  await sender.close();
  await log.close();
}

async function laneSender(log: Awaited<ReturnType<typeof openEventLog>>, { campaign }: LogWriterOptions) {
  const lane = await openLane(log, campaign, { patienceMs: PATIENCE_MS });
  const send: Send = async (id) => {
    const outcome = await appendEvents(lane, madeUpWork.request(id));
    if (outcome.kind !== 'appended' && outcome.kind !== 'repeated') return { kind: 'refused' };
    return { kind: 'ok', firstPosition: outcome.firstPosition, events: outcome.events };
  };
  return { send, close: () => lane.close() };
}

async function bulkSender(log: Awaited<ReturnType<typeof openEventLog>>, { campaign }: LogWriterOptions) {
  const bulk = await openBulk(log, campaign, { pauseMs: 2, patienceMs: PATIENCE_MS });
  const send: Send = async (id) => {
    const outcome = await bulkAppend(bulk, madeUpWork.page(id));
    if (outcome.kind !== 'appended' && outcome.kind !== 'repeated') return { kind: 'refused' };
    return { kind: 'ok', firstPosition: outcome.firstPosition, events: outcome.events };
  };
  return { send, close: () => bulk.close() };
}

if (import.meta.main) await logWriter(JSON.parse(process.argv[2]!) as LogWriterOptions);
