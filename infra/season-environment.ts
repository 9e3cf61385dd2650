import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EmbeddedPostgres } from './embedded-postgres.ts';
import { errorCode } from './error-code.ts';

/** What every process of a season finds in its environment; each takes what it needs and passes it on. */
export type SeasonEnvironment = Readonly<
  Record<
    | 'LOG_DATABASE_URL'
    | 'READ_DATABASE_URL'
    | 'PROJECTION_DATABASE_URL'
    | 'KEY_DATABASE_URL'
    | 'COUNTERPART_DATABASE_URL'
    | 'OWNER_DATABASE_URL'
    | 'TEMPORAL_ADDRESS'
    | 'TEMPORAL_NAMESPACE'
    | 'COUNTERPART_URL'
    | 'COUNTERPART_PORT'
    | 'API_URL'
    | 'API_PORT'
    | 'CANBAO_DATA'
    | 'VAULT_KEY_FILE'
    | 'INDEX_KEY_FILE'
    | 'CODEC_KEY_FILE',
    string
  >
>;

type Known = {
  readonly dataFolder: string;
  readonly postgres: EmbeddedPostgres;
  readonly temporalAddress: string;
  readonly apiPort: number;
  readonly counterpartPort: number;
  /** Default: that port. */
  readonly counterpartUrl?: string;
};

const FILE = 'environment.json';

/** Puts the environment of a season together, and writes it into the data folder for the tool for operators. */
export function seasonEnvironment({
  dataFolder,
  postgres,
  temporalAddress,
  apiPort,
  counterpartPort,
  counterpartUrl = `http://127.0.0.1:${counterpartPort}`,
}: Known): SeasonEnvironment {
  const environment: SeasonEnvironment = {
    LOG_DATABASE_URL: postgres.url('canbao', 'canbao_writer'),
    READ_DATABASE_URL: postgres.url('canbao', 'canbao_reader'),
    PROJECTION_DATABASE_URL: postgres.url('canbao', 'canbao_projector'),
    KEY_DATABASE_URL: postgres.url('canbao_keys', 'canbao_vault'),
    COUNTERPART_DATABASE_URL: postgres.url('canbao_counterparts', 'canbao_counterpart'),
    OWNER_DATABASE_URL: postgres.url('canbao'),
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: process.env['TEMPORAL_NAMESPACE'] ?? 'default',
    COUNTERPART_URL: counterpartUrl,
    COUNTERPART_PORT: `${counterpartPort}`,
    API_URL: `http://127.0.0.1:${apiPort}`,
    API_PORT: `${apiPort}`,
    CANBAO_DATA: dataFolder,
    VAULT_KEY_FILE: secretFile(dataFolder, 'vault.key'),
    INDEX_KEY_FILE: secretFile(dataFolder, 'index.key'),
    CODEC_KEY_FILE: secretFile(dataFolder, 'codec.key'),
  };
  writeFileSync(join(dataFolder, FILE), `${JSON.stringify(environment, undefined, 2)}\n`, { mode: 0o600 });
  return environment;
}

/** The environment of the season in a data folder, as it was last started; undefined if there never was one. */
export function readSeasonEnvironment(dataFolder: string): SeasonEnvironment | undefined {
  try {
    return JSON.parse(readFileSync(join(dataFolder, FILE), 'utf8')) as SeasonEnvironment;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** A file of 32 random bytes that only this user may read, made once per data folder. Lost keys are lost data. */
export function secretFile(dataFolder: string, name: string): string {
  const folder = join(dataFolder, 'keys');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, name);
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' });
  return file;
}
