import { openVault } from '@canbao/vault/open-vault';
import type { Vault } from '@canbao/vault/vault';
import { join } from 'node:path';
import type { SeasonAtRest } from './season-at-rest.ts';

/** The vault of a season, with its own key files. Close it before the season is left. */
export const seasonsVault = ({ dataFolder, url }: SeasonAtRest): Promise<Vault> =>
  openVault({
    keyDatabaseUrl: url('canbao_keys', 'canbao_vault'),
    logDatabaseUrl: url('canbao', 'canbao_writer'),
    keyFile: join(dataFolder, 'keys', 'vault.key'),
    indexFile: join(dataFolder, 'keys', 'index.key'),
  });
