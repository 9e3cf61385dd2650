import {
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';

import { patiently } from './patiently.ts';

const refused = (type: string, ...details: unknown[]) =>
  new WorkflowUpdateFailedError('refused', ApplicationFailure.nonRetryable('no', type, ...details));

/** Fails with each error in turn, then answers. */
function callOf(errors: readonly Error[]) {
  let calls = 0;
  return {
    async call() {
      const error = errors[calls++];
      if (error !== undefined) throw error;
      return 'done';
    },
    calls: () => calls,
  };
}

describe('the same call again where repeating is safe', () => {
  test.each<[string, Error]>([
    ['busy with another command', refused('Busy')],
    ['leaving for a new run', refused('Draining')],
    ['ended under the handler', refused('AcceptedUpdateCompletedWorkflow')],
    ['an answer that did not come', new WorkflowUpdateRPCTimeoutOrCancelledError('late')],
    ['a message that met a new run', Object.assign(new Error('grpc'), { code: 9 })],
    [
      'an engine that was away for a moment',
      new Error('rpc', { cause: Object.assign(new Error('grpc'), { code: 14 }) }),
    ],
  ])('%s', async (_, error) => {
    const { call, calls } = callOf([error, error]);
    expect(await patiently(call)).toBe('done');
    expect(calls()).toBe(3);
  });
});

describe('a refusal is the answer, at once', () => {
  const gate = { type: '/problems/campaign/gate-not-met', status: 409, title: 't', detail: 'd', remedy: 'r' };
  test.each<[string, Error, string]>([
    ['the decider’s own problem, carried whole', refused(gate.type, gate), gate.type],
    ['a phase that is not open', refused('PhaseNotOpen'), '/problems/campaign/phase-not-open'],
    ['a key that the log knows under another body', refused('OtherBody'), '/problems/request/idempotency-key-reused'],
    ['a carry that was behind', refused('Stale'), '/problems/engine/stale'],
    ['a process that has ended', refused('Finished'), '/problems/engine/not-running'],
    [
      'a process that never began',
      new WorkflowNotFoundError('none', 'campaign-K', undefined),
      '/problems/engine/not-running',
    ],
  ])('%s', async (_, error, type) => {
    const { call, calls } = callOf([error, error]);
    expect(await patiently(call)).toMatchObject({ type });
    expect(calls()).toBe(1);
  });
});

test('a fault of ours is no refusal: it is thrown', async () => {
  await expect(patiently(() => Promise.reject(new TypeError('ours')))).rejects.toThrow('ours');
  await expect(patiently(() => Promise.reject(refused('NobodyKnows')))).rejects.toThrow('refused');
});
