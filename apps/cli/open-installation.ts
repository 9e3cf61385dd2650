import { resolve } from 'node:path';

import { headsOfAll } from '@canbao/event-log/heads-of-all';
import { readSeasonEnvironment } from '@canbao/infra/season-environment';
import { openReading, type Reading } from '@canbao/projections/open-reading';

import { WrongUse } from './wrong-use.ts';

export type Target = { readonly data: string; readonly campaign?: string | undefined };
export type Opened = Reading & {
  readonly campaign: string;
  readonly number: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/** Where the tool finds an installation: the environment if it is set, else what was last started in the data folder. */
export function environmentOf({ data }: Target): Readonly<Record<string, string | undefined>> {
  const known = process.env['LOG_DATABASE_URL'] ? process.env : readSeasonEnvironment(resolve(data));
  if (!known)
    throw new WrongUse(
      `nothing was ever started in ${data}`,
      'run npm start first, or give --data FOLDER, or set LOG_DATABASE_URL',
    );
  return known;
}

/** Opens the reading tables of one campaign; the only one needs no --campaign. */
export async function openInstallation(target: Target): Promise<Opened> {
  const environment = environmentOf(target);
  const url = environment['PROJECTION_DATABASE_URL'];
  if (!url)
    throw new WrongUse(
      'PROJECTION_DATABASE_URL is not set',
      'set it, or give --data FOLDER of an installation that npm start made',
    );
  const reading = await openReading(url, { applicationName: 'canbao-cli' }).catch((cause: unknown) => {
    throw new WrongUse(
      'the database does not answer',
      `is it running? (npm start). ${cause instanceof Error ? cause.message : ''}`,
    );
  });
  const heads = await headsOfAll(reading.log);
  const found = target.campaign ? heads.find(({ campaign }) => campaign === target.campaign) : heads[0];
  if (!found || (!target.campaign && heads.length > 1)) {
    await reading.close();
    throw new WrongUse(
      heads.length === 0
        ? 'no campaign has a log here'
        : target.campaign
          ? `no campaign ${target.campaign}`
          : 'there are several campaigns',
      heads.length === 0
        ? 'open one: npm start'
        : `--campaign one of: ${heads.map(({ campaign }) => campaign).join(', ')}`,
    );
  }
  return { ...reading, campaign: found.campaign, number: found.number, environment };
}
