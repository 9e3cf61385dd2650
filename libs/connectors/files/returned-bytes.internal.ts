import { isProblem, type Problem } from '@canbao/domain/problem';

import { fileKind } from './file-kind.internal.ts';
import { returnedSheet } from './returned-sheet.internal.ts';
import { returnedText } from './returned-text.internal.ts';
import type { RowProblem } from './row-problem.ts';

/** The file of `returnedFile`, made on the thread it is called on. */
export async function returnedBytes(
  file: Uint8Array,
  refused: readonly RowProblem[],
): Promise<Uint8Array<ArrayBuffer> | Problem> {
  const kind = fileKind(file);
  if (isProblem(kind)) return kind;
  return kind === 'xlsx' ? returnedSheet(file, refused) : returnedText(file, refused);
}
