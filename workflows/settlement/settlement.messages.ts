import { defineQuery, defineSignal } from '@temporalio/workflow';

import { clockMoved } from '../process/clock-moved.ts';
import type { Waiting } from '../process/waiting.ts';

/** Workflow `settlement-<K>-<T>`, type `settlementWorkflow`. */
export const settlementMessages = {
  /** Refunds were approved, handed on or paid: look at the log (sent after RefundApproved and RefundPaid). */
  refundMoved: defineSignal('refundMoved'),
  clockMoved,
  view: defineQuery<Waiting>('view'),
};
