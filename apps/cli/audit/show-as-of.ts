import { buildAsOf } from '@canbao/projections/build-as-of';
import { momentQuery } from '@canbao/projections/moment/moment.query';
import { villageProgressQuery } from '@canbao/projections/village-progress/village-progress.query';

import type { Opened } from '../open-installation.ts';
import { print } from '../print.ts';

/** `as-of POSITION`: the three measures of every township as the fold of the events before the position (R-1002). */
export async function showAsOf(opened: Opened, position: number, isJson: boolean): Promise<void> {
  const handle = await buildAsOf(opened.db, opened.number, position);
  const [moment, townships] = [await momentQuery.current(handle), await villageProgressQuery.townships(handle)];
  print(
    { campaign: opened.campaign, moment, townships },
    townships.map(({ code, name, task, measures }) => ({
      code,
      name,
      task,
      registered: measures.registered.people,
      deposited: measures.deposited.people,
      entered: measures.entered.people,
    })),
    isJson,
  );
}

/** `diff A B`: what changed between two positions, township by township. */
export async function showDiff(opened: Opened, [from, to]: readonly [number, number], isJson: boolean): Promise<void> {
  const a = await villageProgressQuery.townships(await buildAsOf(opened.db, opened.number, from));
  const b = await villageProgressQuery.townships(await buildAsOf(opened.db, opened.number, to));
  const rows = b.map((after) => {
    const before = a.find(({ code }) => code === after.code)?.measures;
    const change = (name: 'registered' | 'deposited' | 'entered') =>
      after.measures[name].people - (before?.[name].people ?? 0);
    return {
      code: after.code,
      name: after.name,
      registered: change('registered'),
      deposited: change('deposited'),
      entered: change('entered'),
    };
  });
  print({ campaign: opened.campaign, from, to, rows }, rows, isJson);
}
