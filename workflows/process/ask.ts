import * as wf from '@temporalio/workflow';

import type { ProcessSettings } from './process-settings.ts';
import { type QueueName, queueName } from './queue-name.ts';

/**
 * The activities of a queue. An attempt has an end and is repeated until it succeeds or is refused for good; there is
 * no last attempt. Pages and calls outside are keyed, so a repeated attempt does nothing twice.
 */
export const ask = <Activities extends object>(
  queue: QueueName,
  settings: ProcessSettings,
): wf.ActivityInterfaceFor<Activities> =>
  wf.proxyActivities<Activities>({
    taskQueue: queueName(queue),
    startToCloseTimeout: settings.attemptMs,
    retry: {
      initialInterval: settings.retryMs,
      maximumInterval: settings.retryMaxMs,
      backoffCoefficient: 2,
      // A mistake of ours (a request that no log can hold): repeating does not mend it.
      nonRetryableErrorTypes: ['TypeError'],
    },
  });
