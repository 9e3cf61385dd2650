import type { EventLog } from '@canbao/event-log/open-event-log';

import type { Accounts } from './access/accounts.ts';
import type { Commands } from './access/commands.ts';
import type { MadeUpAccount } from './access/made-up-account.ts';
import type { SlowDown } from './access/slow-down.ts';
import type { ApiLog } from './api-log.ts';
import type { ApiSettings } from './api-settings.ts';
import type { Vault } from '@canbao/vault/vault';
import type { ReadingHandle } from '@canbao/projections/reading-handle';
import type { KnownPack } from './campaign/known-pack.ts';
import type { CurrentCampaign } from './campaign/current-campaign.ts';
import type { Engine } from './engine/engine.ts';
import type { Lanes } from './record/lanes.ts';
import type { Pace } from './live/pace.ts';

/** What controllers are made of. Composed by hand in main.ts; the class is the token under which Nest hands it out. */
export abstract class Parts {
  declare readonly settings: ApiSettings;
  declare readonly apiLog: ApiLog;
  /** Role canbao_writer: appends, access tables, sealed rows. */
  declare readonly log: EventLog;
  declare readonly lanes: Lanes;
  declare readonly vault: Vault;
  declare readonly accounts: Accounts;
  declare readonly commands: Commands;
  declare readonly slowDown: SlowDown;
  declare readonly pace: Pace;
  declare readonly engine: Engine;
  /** Null while none is open. */
  declare readonly campaign: () => Promise<CurrentCampaign | null>;
  /** Tables as of a position; built once, and dropped when they are not used. */
  declare readonly asOf: (current: CurrentCampaign, position: number) => Promise<ReadingHandle>;
  /** Throws for a pack that is not there: a campaign has pinned it. */
  declare readonly packOf: (id: string) => KnownPack;
  /** Names of units by path, as people say them; the path itself for one without a name. */
  declare readonly unitNames: () => Promise<(unit: string) => string>;
  declare readonly madeUpAccounts: () => Promise<readonly MadeUpAccount[]>;
  /** Made-up accounts are open here: whatever is opened is a rehearsal. */
  declare readonly isRehearsal: () => boolean;
  declare readonly isLogUp: () => Promise<boolean>;
}
