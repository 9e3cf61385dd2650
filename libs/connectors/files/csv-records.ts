import { CsvError, parse } from 'csv-parse/sync';

export type CsvRecords =
  | { readonly status: 'read'; readonly records: readonly (readonly string[])[] }
  | { readonly status: 'broken'; readonly line: number };

/**
 * Records of a CSV text, empty lines left out, cells trimmed; no more than `records` are read. `broken` names the line
 * where a quote does not close or a record is longer than `recordChars`.
 */
export function csvRecords(text: string, most: { readonly records: number; readonly recordChars: number }): CsvRecords {
  try {
    const records = parse(text, {
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
      max_record_size: most.recordChars,
      to: most.records,
    });
    return { status: 'read', records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error;
    return { status: 'broken', line: typeof lines === 'number' ? lines : 1 };
  }
}
