import { bankActivities } from '@canbao/activities/bank/bank.activities';
import { campaignLanes } from '@canbao/activities/campaign-lanes';
import { ledgerActivities } from '@canbao/activities/ledger/ledger.activities';
import { bankClient } from '@canbao/connectors/bank/bank.client';
import { openEventLog } from '@canbao/event-log/open-event-log';
import { openReading } from '@canbao/projections/open-reading';

import type { WorkerParts } from './running-workers.ts';

export type ActivityOptions = {
  /** Role canbao_writer: append and read the log, the outbox, the access tables. */
  readonly logDatabaseUrl: string;
  /** Role canbao_reader: the reading tables. */
  readonly readDatabaseUrl: string;
  /** Where the authorities answer, and how long an answer is waited for. */
  readonly counterpartUrl: string;
  readonly counterpartTimeoutMs: number;
};

export type OpenActivities = {
  readonly activities: WorkerParts['activities'];
  close(): Promise<void>;
};

/** Opens what activities work with and binds them, queue by queue. Close after the workers have stopped. */
export async function workerActivities(options: ActivityOptions): Promise<OpenActivities> {
  const log = await openEventLog(options.logDatabaseUrl, { applicationName: 'canbao worker', connections: 8 });
  const reading = await openReading(options.readDatabaseUrl, { applicationName: 'canbao worker reads', connections: 8 });
  const lanes = campaignLanes(log);
  const address = { baseUrl: options.counterpartUrl, timeoutMs: options.counterpartTimeoutMs };
  const ledger = { log, lanes, reading };
  return {
    activities: {
      'act-ledger': ledgerActivities(ledger),
      'act-batch': {},
      'act-bank': bankActivities({ ...ledger, bank: bankClient(address) }),
      'act-tax': {},
      'act-insurance': {},
      'act-register': {},
    },
    async close() {
      await lanes.close();
      await reading.close();
      await log.close();
    },
  };
}
