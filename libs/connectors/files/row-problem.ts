/**
 * One bad cell of an uploaded file. `row` as the spreadsheet program shows it in a village file, from 1 for the
 * first data row in a sponsor's list. `column` is empty when the row as a whole is meant. Never holds the cell's value.
 */
export type RowProblem = {
  readonly row: number;
  readonly column: string;
  readonly why: string;
  readonly remedy: string;
};
