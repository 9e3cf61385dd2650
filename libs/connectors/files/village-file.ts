import type { Fen } from '@canbao/domain/fen';

import type { RowProblem } from './row-problem.ts';

/** One payer of a village file, as written. Whether the number and the amount are right is the domain's to say. */
export type VillageFileRow = {
  /** As the spreadsheet program shows it: the first row under a heading in row 1 is 2. */
  readonly row: number;
  readonly idNumber: string;
  readonly name: string;
  /** May be empty: the first check returns it. */
  readonly group: string;
  readonly receipt: string;
  readonly amountFen: Fen;
  /** `YYYY-MM-DD`, an existing day. */
  readonly receivedOn: string;
  /** Code or name as typed, where the file says it: files of a township or a health centre. */
  readonly village?: string;
  readonly agent?: string;
  /** title of a rule of the scheme, as typed; absent = the registered resident. */
  readonly standing?: string;
  /** The hidden key that our template gave the row. */
  readonly rowKey?: string;
};

/** `total` rows have any content; each is in `rows`, or in `problems` once or several times. Both by row. */
export type VillageFile = {
  readonly kind: 'xlsx' | 'csv';
  readonly total: number;
  readonly rows: readonly VillageFileRow[];
  readonly problems: readonly RowProblem[];
};
