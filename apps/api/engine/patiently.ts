import { setTimeout as delay } from 'node:timers/promises';

import type { Problem } from '@canbao/domain/problem';
import {
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';

import { errorCode } from '../error-code.ts';
import { engineProblems } from './engine-problems.ts';
import { refusalProblem } from './refusal-problem.ts';

const PATIENCE_MS = 5_000;
const PAUSE_MS = 100;

// gRPC codes.
const DEADLINE_EXCEEDED = 4;
const FAILED_PRECONDITION = 9;
const UNAVAILABLE = 14;

type Verdict =
  { readonly kind: 'again'; readonly else: Problem } | { readonly kind: 'refused'; readonly problem: Problem };

/**
 * Calls the engine, the same call again for five seconds where repeating is safe (temporal.md 6): a busy or leaving
 * workflow, one whose run ended under the call, a message that met a new run, an answer that did not come. The Update
 * ID is the same each time, so nothing is done twice. Whatever remains is a Problem; faults of ours are thrown.
 */
export async function patiently<T>(call: (withinMs: number) => Promise<T>): Promise<T | Problem> {
  const endsAt = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await call(Math.max(endsAt - Date.now(), PAUSE_MS));
    } catch (error) {
      const verdict = verdictOn(error);
      if (verdict === null) throw error;
      if (verdict.kind === 'refused') return verdict.problem;
      if (Date.now() + PAUSE_MS >= endsAt) return verdict.else;
      await delay(PAUSE_MS);
    }
  }
}

function verdictOn(error: unknown): Verdict | null {
  if (error instanceof WorkflowUpdateFailedError) return failedUpdate(error.cause);
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError)
    return { kind: 'again', else: engineProblems.unknown() };
  if (error instanceof WorkflowNotFoundError) return { kind: 'refused', problem: engineProblems.notRunning() };
  switch (grpcCode(error)) {
    case FAILED_PRECONDITION:
      return { kind: 'again', else: engineProblems.busy() };
    case DEADLINE_EXCEEDED:
      return { kind: 'again', else: engineProblems.unknown() };
    case UNAVAILABLE:
      return { kind: 'again', else: engineProblems.away() };
    default:
      return null;
  }
}

function failedUpdate(error: unknown): Verdict | null {
  const cause = applicationFailure(error);
  if (cause === null) return null;
  switch (cause.type) {
    case 'Busy':
    case 'Draining':
    case 'AcceptedUpdateCompletedWorkflow':
      return { kind: 'again', else: engineProblems.busy() };
    default: {
      const problem = refusalProblem(cause);
      return problem === null ? null : { kind: 'refused', problem };
    }
  }
}

/** The refusal itself, also when an activity's failure is around it. */
function applicationFailure(error: unknown): ApplicationFailure | null {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof ApplicationFailure) return at;
  return null;
}

function grpcCode(error: unknown): number | null {
  for (let at = error; typeof at === 'object' && at !== null; at = 'cause' in at ? at.cause : null) {
    const code = errorCode(at);
    if (typeof code === 'number') return code;
  }
  return null;
}
