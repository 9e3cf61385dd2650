import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bankActivities } from '@canbao/activities/bank/bank.activities';
import { enrolmentActivities } from '@canbao/activities/batch/enrolment.activities';
import { duplicateActivities } from '@canbao/activities/batch/duplicate.activities';
import { intakeActivities } from '@canbao/activities/batch/intake.activities';
import { screeningActivities } from '@canbao/activities/batch/screening.activities';
import { campaignBulks } from '@canbao/activities/campaign-bulks';
import { campaignLanes } from '@canbao/activities/campaign-lanes';
import { insuranceActivities } from '@canbao/activities/insurance/insurance.activities';
import { taxActivities } from '@canbao/activities/tax/tax.activities';
import { bankClient } from '@canbao/connectors/bank/bank.client';
import { insuranceClient } from '@canbao/connectors/insurance/insurance.client';
import { registerClient } from '@canbao/connectors/register/register.client';
import { taxClient } from '@canbao/connectors/tax/tax.client';
import type { DomainEvent } from '@canbao/domain/domain-event';
import { headOf } from '@canbao/event-log/head-of';
import { readPage } from '@canbao/event-log/read-page';
import type { RecordedEvent } from '@canbao/event-log/recorded-event';
import { openReading } from '@canbao/projections/open-reading';
import { projectGroup } from '@canbao/projections/project-group';
import { projections } from '@canbao/projections/projections';
import { openVault } from '@canbao/vault/open-vault';

import { readingScratch } from '../projections/reading-scratch.ts';
import { counterpartsProcess } from './counterparts-process.ts';
import { slowRegister } from './slow-register.ts';
import { registeredPayers, type SealedPayment } from './registered-payers.ts';
import { saidFact } from './said-fact.ts';

export type BatchBench = Awaited<ReturnType<typeof batchBench>>;

/**
 * All batch activities on real engines, called without Temporal: log, vault, reading tables, counterparts. `onPage` is
 * called after every page of a file.
 */
export async function batchBench(campaign: string, onPage: () => void = () => undefined) {
  const scratch = await readingScratch();
  const outside = await counterpartsProcess();
  const { database, log } = scratch;
  const keys = await mkdtemp(join(tmpdir(), 'canbao-batch-'));
  for (const name of ['vault', 'index']) await writeFile(join(keys, name), randomBytes(32), { mode: 0o600 });
  const vaultOptions = {
    keyDatabaseUrl: Object.assign(new URL(database.keysUrl), { username: 'canbao_vault' }).href,
    logDatabaseUrl: database.url('canbao_writer'),
    keyFile: join(keys, 'vault'),
    indexFile: join(keys, 'index'),
  };
  const vault = await openVault(vaultOptions);
  const reading = await openReading(database.url('canbao_reader'));
  const parts = { log, lanes: campaignLanes(log), bulks: campaignBulks(log), reading, vault };
  const address = { baseUrl: outside.url, timeoutMs: 2_000 };
  await parts.lanes.of(campaign);
  const projecting = setInterval(() => void project(), 30);
  let isProjecting = false;
  let isFollowing = true;

  async function project(): Promise<number> {
    if (isProjecting || !isFollowing) return 0;
    isProjecting = true;
    let events = 0;
    for (const group of Object.values(projections)) events += await projectGroup(scratch.reading.db, group);
    isProjecting = false;
    return events;
  }

  return {
    outside,
    vault,
    /** For another process or thread that works beside this one. */
    vaultOptions,
    /** Of the database of log and reading tables: for a look into every table. */
    ownerUrl: database.ownerUrl,
    intake: intakeActivities({ ...parts, heartbeat: onPage }),
    screening: screeningActivities({ ...parts, register: registerClient(address) }),
    /** The same, with a register of which every answer takes so long. */
    screeningWith: (registerMs: number) =>
      screeningActivities({ ...parts, register: slowRegister(registerClient(address), registerMs) }),
    enrolment: enrolmentActivities(parts),
    duplicates: duplicateActivities(parts),
    bureau: insuranceActivities({ ...parts, insurance: insuranceClient(address) }),
    tax: taxActivities({ ...parts, tax: taxClient(address) }),
    bank: bankActivities({ ...parts, bank: bankClient(address) }),

    reading,
    lanes: parts.lanes,
    /** Whether the reading tables follow the log; at first they do. */
    follow(isSo: boolean): void {
      isFollowing = isSo;
    },
    /** Brings the reading tables to the head. */
    async caughtUp(): Promise<void> {
      isFollowing = true;
      while (isProjecting || (await project()) > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    },
    /** Payers as their agents register them: identified, sealed, each on a stream of its own. */
    registered: (payers: readonly SealedPayment[]) =>
      registeredPayers({ vault, log, lanes: parts.lanes }, campaign, payers),
    say: saidFact(parts, campaign),
    async events(type?: DomainEvent['type']): Promise<readonly RecordedEvent[]> {
      const { events } = await readPage(log, { campaign, next: 0 }, 10_000);
      return type === undefined ? events : events.filter((event) => event.type === type);
    },
    /** The newest facts of a type, however long the log is. */
    async lastEvents(type: DomainEvent['type'], most: number): Promise<readonly RecordedEvent[]> {
      const head = await headOf(log, campaign);
      const { events } = await readPage(log, { campaign, next: Math.max(0, head - 1_000) }, 1_000);
      return events.filter((event) => event.type === type).slice(-most);
    },
    async close(): Promise<void> {
      clearInterval(projecting);
      while (isProjecting) await new Promise((resolve) => setTimeout(resolve, 10));
      await parts.lanes.close();
      await parts.bulks.close();
      await vault.close();
      await reading.close();
      await outside.stop();
      await scratch.close();
      await rm(keys, { recursive: true });
    },
  };
}
