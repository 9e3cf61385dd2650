/** One bad cell of an uploaded file. `row` 1 = first data row. Never holds the cell's value. */
export type RowProblem = {
  readonly row: number;
  readonly column: string;
  readonly why: string;
  readonly remedy: string;
};
