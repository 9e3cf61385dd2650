import type { VillageFileRow } from './village-file.ts';

type Aside = 'village' | 'agent' | 'standing' | 'rowKey';
type PlainRow = Omit<VillageFileRow, Aside>;

/** A row with what not every file says; an empty text says nothing. Most rows have none of it and are not copied. */
export function withAsides(
  row: PlainRow,
  { village, agent, standing, rowKey }: { readonly [One in Aside]: string },
): VillageFileRow {
  if (village === '' && agent === '' && standing === '' && rowKey === '') return row;
  return {
    ...row,
    ...(village === '' ? {} : { village }),
    ...(agent === '' ? {} : { agent }),
    ...(standing === '' ? {} : { standing }),
    ...(rowKey === '' ? {} : { rowKey }),
  };
}
