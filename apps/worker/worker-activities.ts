import { balancesActivities } from '@canbao/activities/bank/balances.activities';
import { bankActivities } from '@canbao/activities/bank/bank.activities';
import { settlementActivities } from '@canbao/activities/bank/settlement.activities';
import { intakeActivities } from '@canbao/activities/batch/intake.activities';
import { campaignBulks } from '@canbao/activities/campaign-bulks';
import { campaignLanes } from '@canbao/activities/campaign-lanes';
import { ledgerActivities } from '@canbao/activities/ledger/ledger.activities';
import { publicityActivities } from '@canbao/activities/ledger/publicity.activities';
import { reportActivities } from '@canbao/activities/ledger/report.activities';
import { watchActivities } from '@canbao/activities/ledger/watch.activities';
import { bankClient } from '@canbao/connectors/bank/bank.client';
import { openEventLog } from '@canbao/event-log/open-event-log';
import { openReading } from '@canbao/projections/open-reading';
import { openVault } from '@canbao/vault/open-vault';

import type { WorkerParts } from './running-workers.ts';

export type ActivityOptions = {
  /** Role canbao_writer: append and read the log, the outbox, the access tables. */
  readonly logDatabaseUrl: string;
  /** Role canbao_reader: the reading tables. */
  readonly readDatabaseUrl: string;
  /** Role canbao_vault: wrapped keys and the blind index; and the two key files. */
  readonly keyDatabaseUrl: string;
  readonly vaultKeyFile: string;
  readonly indexKeyFile: string;
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
  const reading = await openReading(options.readDatabaseUrl, {
    applicationName: 'canbao worker reads',
    connections: 8,
  });
  const vault = await openVault({
    keyDatabaseUrl: options.keyDatabaseUrl,
    logDatabaseUrl: options.logDatabaseUrl,
    keyFile: options.vaultKeyFile,
    indexFile: options.indexKeyFile,
  });
  const lanes = campaignLanes(log);
  const bulks = campaignBulks(log);
  const address = { baseUrl: options.counterpartUrl, timeoutMs: options.counterpartTimeoutMs };
  const bank = bankClient(address);
  const ledger = { log, lanes, reading };
  return {
    activities: {
      'act-ledger': {
        ...ledgerActivities(ledger),
        ...publicityActivities(ledger),
        ...reportActivities(ledger),
        ...watchActivities(ledger),
      },
      'act-batch': intakeActivities({ ...ledger, vault, bulks }),
      'act-bank': {
        ...bankActivities({ ...ledger, bank }),
        ...balancesActivities({ reading, bank }),
        ...settlementActivities({ ...ledger, bank }),
      },
      'act-tax': {},
      'act-insurance': {},
      'act-register': {},
    },
    async close() {
      await lanes.close();
      await bulks.close();
      await vault.close();
      await reading.close();
      await log.close();
    },
  };
}
