import type { RowSet } from './screening-choice.ts';

export const setWords: Readonly<Record<RowSet, readonly [zh: string, en: string]>> = {
  returned: ['退回未改', 'returned'],
  corrected: ['已更正', 'corrected'],
  failed: ['二轮未过', 'failed'],
  waiting: ['待初检', 'unchecked'],
  all: ['全部', 'all'],
};
