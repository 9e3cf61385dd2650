import { balancesActivities } from '@canbao/activities/bank/balances.activities';
import { bankActivities } from '@canbao/activities/bank/bank.activities';
import { duplicateActivities } from '@canbao/activities/batch/duplicate.activities';
import { settlementActivities } from '@canbao/activities/bank/settlement.activities';
import { enrolmentActivities } from '@canbao/activities/batch/enrolment.activities';
import { intakeActivities } from '@canbao/activities/batch/intake.activities';
import { screeningActivities } from '@canbao/activities/batch/screening.activities';
import { campaignBulks } from '@canbao/activities/campaign-bulks';
import { campaignLanes } from '@canbao/activities/campaign-lanes';
import { heartbeat } from '@canbao/activities/heartbeat';
import { insuranceActivities } from '@canbao/activities/insurance/insurance.activities';
import { ledgerActivities } from '@canbao/activities/ledger/ledger.activities';
import { publicityActivities } from '@canbao/activities/ledger/publicity.activities';
import { reportActivities } from '@canbao/activities/ledger/report.activities';
import { watchActivities } from '@canbao/activities/ledger/watch.activities';
import { taxActivities } from '@canbao/activities/tax/tax.activities';
import { bankClient } from '@canbao/connectors/bank/bank.client';
import { insuranceClient } from '@canbao/connectors/insurance/insurance.client';
import { registerClient } from '@canbao/connectors/register/register.client';
import { taxClient } from '@canbao/connectors/tax/tax.client';
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
  const screening = screeningActivities({ ...ledger, vault, bulks, register: registerClient(address) });
  return {
    activities: {
      'act-ledger': {
        ...ledgerActivities(ledger),
        ...publicityActivities(ledger),
        ...reportActivities(ledger),
        ...watchActivities(ledger),
      },
      'act-batch': {
        ...intakeActivities({ ...ledger, vault, bulks, heartbeat }),
        ...screening,
        ...duplicateActivities({ ...ledger, vault, bulks }),
        ...enrolmentActivities({ ...ledger, bulks }),
      },
      'act-bank': {
        ...bankActivities({ ...ledger, bank }),
        ...balancesActivities({ reading, bank }),
        ...settlementActivities({ ...ledger, bank }),
      },
      'act-tax': taxActivities({ ...ledger, bulks, tax: taxClient(address) }),
      'act-insurance': insuranceActivities({ log, reading, vault, bulks, insurance: insuranceClient(address) }),
      'act-register': screening,
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
