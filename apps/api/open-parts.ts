import { existsSync } from 'node:fs';

import { openEventLog } from '@canbao/event-log/open-event-log';
import { openReading } from '@canbao/projections/open-reading';
import { townshipQuery } from '@canbao/projections/township/township.query';

import { openVault } from '@canbao/vault/open-vault';

import { accounts } from './access/accounts.ts';
import { commands } from './access/commands.ts';
import { readMadeUpAccounts } from './access/made-up-account.ts';
import { slowDown } from './access/slow-down.ts';
import type { ApiLog } from './api-log.ts';
import type { ApiSettings } from './api-settings.ts';
import { currentCampaign } from './campaign/current-campaign.ts';
import { knownPack } from './campaign/known-pack.ts';
import type { EngineOptions } from './engine/engine.ts';
import { openEngine } from './engine/engine.ts';
import { pace } from './live/pace.ts';
import { paceState } from './live/pace-state.ts';
import type { Parts } from './parts.ts';
import { lanes } from './record/lanes.ts';
import { asOf } from './reading/as-of.ts';

export type PartsOptions = {
  /** Role canbao_writer. */
  readonly logDatabaseUrl: string;
  /** Role canbao_reader. */
  readonly readDatabaseUrl: string;
  /** Role canbao_projector: builds tables as of a position. */
  readonly projectionDatabaseUrl: string;
  readonly vault: Parameters<typeof openVault>[0];
  readonly engine: EngineOptions;
  readonly settings: ApiSettings;
  readonly apiLog: ApiLog;
};

/** Opens everything the API is made of; `close` closes it again, last opened first. */
export async function openParts(options: PartsOptions): Promise<{ readonly parts: Parts; close(): Promise<void> }> {
  const { settings, apiLog } = options;
  const log = await openEventLog(options.logDatabaseUrl, { applicationName: 'canbao api', connections: 8 });
  const answers = await openEventLog(withoutWaiting(options.logDatabaseUrl), { applicationName: 'canbao api answers' });
  const reading = await openReading(options.readDatabaseUrl, { applicationName: 'canbao api reads', connections: 8 });
  const builder = await openReading(options.projectionDatabaseUrl, {
    applicationName: 'canbao api as of',
    connections: 2,
  });
  const engine = await openEngine(options.engine);
  const vault = await openVault(options.vault);
  const lane = lanes(log);
  const campaign = () => currentCampaign(log, reading);
  const pacing = pace(paceState(campaign));
  const parts: Parts = {
    settings,
    apiLog,
    log,
    lanes: lane,
    vault,
    accounts: accounts(log, settings.session),
    commands: commands(answers),
    slowDown: slowDown(log),
    pace: pacing,
    engine,
    campaign,
    asOf: asOf(builder, reading),
    packOf,
    async unitNames() {
      const current = await campaign();
      if (current === null) return (unit) => unit;
      const names = await townshipQuery.names(current.live);
      return (unit) =>
        names.get(unit) ?? (unit === current.state.region ? packOf(current.state.pack.id).pack.units.name : unit);
    },
    async madeUpAccounts() {
      const current = await campaign();
      return current === null || current.state.isRehearsal ? readMadeUpAccounts(settings.accountsFile) : [];
    },
    isRehearsal: () => existsSync(settings.accountsFile),
    isLogUp: () =>
      log.pool.query('select 1').then(
        () => true,
        () => false,
      ),
  };
  return {
    parts,
    async close() {
      pacing.close();
      await engine.close();
      await lane.close();
      await vault.close();
      await builder.close();
      await reading.close();
      await answers.close();
      await log.close();
    },
  };
}

function packOf(id: string) {
  const known = knownPack(id);
  if (known === null) throw new Error(`the campaign was opened with the pack ${id}, which is not there`);
  return known;
}

/** First answers need not be on the disk before they are given: what they tell is in the log, which is. */
function withoutWaiting(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set('options', '-c synchronous_commit=off');
  return url.href;
}
