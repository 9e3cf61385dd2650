import type { EventLog } from '@canbao/event-log/open-event-log';

import type { Accounts } from './access/accounts.ts';
import type { Commands } from './access/commands.ts';
import type { MadeUpAccount } from './access/made-up-account.ts';
import type { SlowDown } from './access/slow-down.ts';
import type { ApiLog } from './api-log.ts';
import type { ApiSettings } from './api-settings.ts';
import type { CurrentCampaign } from './campaign/current-campaign.ts';
import type { Engine } from './engine/engine.ts';
import type { Pace } from './live/pace.ts';

/** What controllers are made of. Composed by hand in main.ts; the class is the token under which Nest hands it out. */
export abstract class Parts {
  declare readonly settings: ApiSettings;
  declare readonly apiLog: ApiLog;
  /** Role canbao_writer: appends, access tables, sealed rows. */
  declare readonly log: EventLog;
  declare readonly accounts: Accounts;
  declare readonly commands: Commands;
  declare readonly slowDown: SlowDown;
  declare readonly pace: Pace;
  declare readonly engine: Engine;
  /** Null while none is open. */
  declare readonly campaign: () => Promise<CurrentCampaign | null>;
  /** Names of units by path, as people say them; the path itself for one without a name. */
  declare readonly unitNames: () => Promise<(unit: string) => string>;
  declare readonly madeUpAccounts: () => Promise<readonly MadeUpAccount[]>;
  declare readonly isLogUp: () => Promise<boolean>;
}
