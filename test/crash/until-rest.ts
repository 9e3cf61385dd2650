import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import type { PlayedSeason } from './played-season.ts';
import { seasonNotes } from './season-notes.ts';

type Instant = { readonly seconds?: { toNumber(): number } | null; readonly nanos?: number | null } | null | undefined;
const epochMs = (at: Instant): number => (at?.seconds?.toNumber() ?? 0) * 1_000 + (at?.nanos ?? 0) / 1_000_000;

/**
 * Waits until nothing of the time before `backAt` is under way any more: every command has its answer, no call outside
 * is without one, no activity is repeated or older, no workflow waits for a worker, and the projections have reached
 * the head. People go on with their day meanwhile; what they begin anew does not count. Throws naming what is left.
 */
export async function untilRest(played: PlayedSeason, backAt: number, patienceMs = 90_000): Promise<void> {
  const until = Date.now() + patienceMs;
  const connection = await Connection.connect({ address: played.season.environment.TEMPORAL_ADDRESS });
  try {
    for (;;) {
      const left = [
        ...commandsWithoutAnswer(played, backAt),
        ...(await callsWithoutAnswer(played, backAt)),
        ...(await projectionsBehind(played)),
        ...(await workUnderWay(connection, backAt)),
      ];
      if (left.length === 0) return;
      if (Date.now() > until) throw new Error(`no rest after ${patienceMs / 1_000} s: ${left.slice(0, 8).join('; ')}`);
      await delay(250);
    }
  } finally {
    await connection.close();
  }
}

const commandsWithoutAnswer = ({ notesFile }: PlayedSeason, backAt: number): readonly string[] =>
  seasonNotes(notesFile)
    .filter(({ sentAt, outcome }) => sentAt < backAt && outcome.kind === 'unknown')
    .map(({ what, key }) => `${what} ${key} has no answer`);

async function callsWithoutAnswer({ ask }: PlayedSeason, backAt: number): Promise<readonly string[]> {
  const rows = await ask<{ key: string }>(`select key from outbox where state = 'asked' and asked_at < $1`, [
    new Date(backAt),
  ]);
  return rows.map(({ key }) => `the call ${key} has no answer`);
}

async function projectionsBehind({ ask }: PlayedSeason): Promise<readonly string[]> {
  const [standing] = await ask<{ head: string; next: string }>(
    'select l.head, (select min(next) from reading.checkpoint where campaign = l.campaign and is_live) as next from log l',
  );
  // While people are at work the head moves on; a hundred events are some moments.
  const behind = Number(standing?.head ?? 0) - Number(standing?.next ?? 0);
  return behind <= 100 ? [] : [`projections are ${behind} events behind`];
}

async function workUnderWay({ workflowService }: Connection, backAt: number): Promise<readonly string[]> {
  const namespace = 'default';
  const { executions } = await workflowService.listWorkflowExecutions({
    namespace,
    query: `ExecutionStatus = 'Running'`,
    pageSize: 200,
  });
  const left: string[] = [];
  for (const { execution } of executions) {
    const { pendingActivities, pendingWorkflowTask } = await workflowService.describeWorkflowExecution({
      namespace,
      execution: execution ?? null,
    });
    for (const { activityType, scheduledTime, attempt } of pendingActivities ?? [])
      if ((attempt ?? 1) > 1 || epochMs(scheduledTime) < backAt)
        left.push(`${execution?.workflowId} does ${activityType?.name}, attempt ${attempt}`);
    if (pendingWorkflowTask && epochMs(pendingWorkflowTask.originalScheduledTime) < backAt)
      left.push(`${execution?.workflowId} waits for a worker`);
  }
  return left;
}
