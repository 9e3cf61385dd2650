import { defineQuery, defineSignal } from '@temporalio/workflow';

import { countyMoved } from '../process/county-moved.ts';
import type { Waiting } from '../process/waiting.ts';

/** Workflow `settlement-<K>-<T>`, type `settlementWorkflow`. */
export const settlementMessages = {
  /** Refunds were approved, handed on or paid: look at the log (sent after RefundApproved and RefundPaid). */
  refundMoved: defineSignal('refundMoved'),
  countyMoved,
  view: defineQuery<Waiting>('view'),
};
