import type { Counts } from './screening-choice.ts';

export type CountColumn = {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  /** Null = the stage has no such number. */
  readonly of: (counts: Counts) => number | null;
};

/** In the order of the sum: away + received = expected, waiting + checked = received, passed + returned = checked. */
export const countColumns: readonly CountColumn[] = [
  { name: 'expected', zh: '应查', en: 'Expected', of: ({ expected }) => expected },
  { name: 'away', zh: '未到', en: 'Not here', of: ({ expected, received }) => expected - received },
  { name: 'received', zh: '收到', en: 'Received', of: ({ received }) => received },
  { name: 'waiting', zh: '待查', en: 'Waiting', of: ({ waiting }) => waiting },
  { name: 'checked', zh: '已查', en: 'Checked', of: ({ checked }) => checked },
  { name: 'passed', zh: '通过', en: 'Passed', of: ({ passed }) => passed },
  { name: 'returned', zh: '退回', en: 'Returned', of: ({ returned }) => returned },
  { name: 'corrected', zh: '已更正', en: 'Corrected', of: ({ corrected }) => corrected },
  { name: 'handed-over', zh: '已移交', en: 'Handed over', of: ({ handedOver }) => handedOver },
];
