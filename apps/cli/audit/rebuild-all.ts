import { allProjections } from '@canbao/projections/projections';
import { rebuildProjection } from '@canbao/projections/rebuild-projection';

import type { Opened } from '../open-installation.ts';
import { print } from '../print.ts';
import { WrongUse } from '../wrong-use.ts';

/** `rebuild [NAME]`: builds read models anew beside the live ones, compares at the same position, switches. */
export async function rebuildAll({ db }: Opened, name: string | undefined, isJson: boolean): Promise<void> {
  const chosen = allProjections.filter((projection) => name === undefined || projection.name === name);
  if (chosen.length === 0)
    throw new WrongUse(
      `no projection ${name}`,
      `one of: ${allProjections.map((projection) => projection.name).join(', ')}`,
    );
  const rebuilt = [];
  for (const projection of chosen) {
    const answer = await rebuildProjection(db, projection);
    rebuilt.push({
      projection: answer.projection,
      rows: answer.rows,
      'rows before': answer.oldRows,
      equal: answer.isEqual === null ? 'other version' : answer.isEqual ? 'yes' : 'no',
    });
  }
  print(rebuilt, rebuilt, isJson);
}
