import { setTimeout as delay } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

import { campaignLanes } from '@canbao/activities/campaign-lanes';
import { openEventLog } from '@canbao/event-log/open-event-log';
import { openVault } from '@canbao/vault/open-vault';

import { registeredPayers } from '../engine/registered-payers.ts';
import { registrationRows } from './registration-rows.ts';

/** What the thread is given. `first`: the number of its first person and receipt, which nobody else has. */
export type ClerkWork = {
  readonly vault: Parameters<typeof openVault>[0];
  readonly campaign: string;
  readonly unit: string;
  readonly first: number;
};

/**
 * A clerk beside a file, on a thread and connections of their own as the API has them: one registration after the other,
 * 20 ms between them, while `isAtWork`. Answers how long each took, in ms.
 */
export async function clerkThread(
  { campaign, first, unit, vault: options }: ClerkWork,
  isAtWork: () => boolean,
): Promise<readonly number[]> {
  const log = await openEventLog(options.logDatabaseUrl);
  const lanes = campaignLanes(log);
  const vault = await openVault(options);
  const tookMs: number[] = [];
  for (let n = first; isAtWork(); n += 1) {
    const [[idNumber = '', name = ''] = []] = registrationRows({ rows: 1, first: n, receipt: n });
    const from = performance.now();
    await registeredPayers({ vault, log, lanes }, campaign, [
      { idNumber, name, unit, receipt: `CK2020-${String(n).padStart(8, '0')}` },
    ]);
    // The first opens connections.
    if (n > first) tookMs.push(performance.now() - from);
    await delay(20);
  }
  await lanes.close();
  await vault.close();
  await log.close();
  return tookMs;
}

if (parentPort !== null) {
  let isToldToStop = false;
  parentPort.once('message', () => (isToldToStop = true));
  parentPort.postMessage(await clerkThread(workerData as ClerkWork, () => !isToldToStop));
}
