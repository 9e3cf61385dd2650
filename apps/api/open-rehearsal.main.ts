import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { madeUpCounty } from '@canbao/domain/rehearsal/made-up-county';
import { openEventLog } from '@canbao/event-log/open-event-log';

import { openRehearsalAccounts } from './access/open-rehearsal-accounts.ts';
import { knownPack } from './campaign/known-pack.ts';
import { townshipWeights } from './campaign/township-weights.ts';

const { values } = parseArgs({
  options: { pack: { type: 'string' }, people: { type: 'string' }, seed: { type: 'string' } },
});
const data = process.env['CANBAO_DATA'];
const logDatabaseUrl = process.env['LOG_DATABASE_URL'];
if (!data || !logDatabaseUrl) throw new Error('CANBAO_DATA and LOG_DATABASE_URL are not set: infra starts this');
const { pack: id = 'shangcai-2020', people = '15104', seed = '7' } = values;
const known = knownPack(id);
if (known === null) throw new Error(`no policy pack ${id}: see libs/domain/packs`);

const county = madeUpCounty({
  seed: Number(seed),
  people: Number(people),
  townships: townshipWeights(known),
});
const log = await openEventLog(logDatabaseUrl, { applicationName: 'canbao open-rehearsal' });
const accounts = await openRehearsalAccounts(log, join(data, 'accounts.json'), known.pack, county);
await log.close();
process.stdout.write(`${accounts.length} made-up accounts\n`);
