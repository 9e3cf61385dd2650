import type { JsonReader } from './json-reader.ts';
import { Misshapen } from './misshapen.ts';

export type PageTotals = { readonly rows: number; readonly fen: number };

/** Every page is answered with its control totals; an answer that adds up to something else is not trusted. */
export function requireTotals(answer: JsonReader, expected: PageTotals): void {
  const control = answer.object('control');
  if (control.whole('rows') !== expected.rows) throw new Misshapen('control.rows');
  if (control.whole('fen') !== expected.fen) throw new Misshapen('control.fen');
}
