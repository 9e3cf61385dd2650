import type { MadeCell } from './made-xlsx.ts';

/** What a reader has to say: refused whole, or so many rows taken and these cells sent back. Problems as `row column`. */
export type BadFileAnswer =
  | { readonly type: string; readonly field?: string; readonly row?: number; readonly says?: string }
  | { readonly taken: readonly number[]; readonly problems: readonly string[]; readonly says?: string };

/** A file that somebody could send, and the exact answer. `name` is what they would call it: nobody believes names. */
export type BadFile = {
  readonly about: string;
  readonly name: string;
  readonly make: () => Uint8Array;
  readonly answer: BadFileAnswer;
};

export const headings = ['身份证号', '姓名', '村民小组', '收据号', '金额(元)', '收款日期'] as const;

/** A made-up payer of a region that does not exist, with a right check digit. */
export const goodRow = (row: number): readonly string[] => [
  '419999199001011235',
  '张三',
  '一组',
  `SC2020-${String(row).padStart(8, '0')}`,
  '250',
  '2019-09-21',
];

/** A good row with one column written otherwise. */
export const rowWith = (row: number, column: (typeof headings)[number], cell: MadeCell): readonly MadeCell[] =>
  goodRow(row).map((good, place) => (headings[place] === column ? cell : good));
