import type { VillageFileRow } from './village-file.ts';

type PlainRow = Omit<VillageFileRow, 'village' | 'agent' | 'rowKey'>;

/** A row with what not every file says; an empty text says nothing. Most rows have none of it and are not copied. */
export function withAsides(row: PlainRow, village: string, agent: string, rowKey: string): VillageFileRow {
  if (village === '' && agent === '' && rowKey === '') return row;
  return {
    ...row,
    ...(village === '' ? {} : { village }),
    ...(agent === '' ? {} : { agent }),
    ...(rowKey === '' ? {} : { rowKey }),
  };
}
