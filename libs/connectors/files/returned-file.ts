import { isProblem } from '@canbao/domain/problem';

import { askFileThread, ownBytes } from './ask-file-thread.internal.ts';
import { packedProblems } from './packed-village-file.internal.ts';
import type { RowProblem } from './row-problem.ts';

/**
 * the sender's own file with one more last column, 退回原因, that says for each refused row `列名：原因。怎么改`.
 * The same sheet, rows, order, styles and widths; a CSV comes as UTF-8 with its mark. Sent again it can be read, and a
 * file that was returned before has its old reasons replaced. In a thread of its own; throws when the file could not
 * have been read.
 */
export async function returnedFile(file: Uint8Array, refused: readonly RowProblem[]): Promise<Uint8Array> {
  const answer = await askFileThread({ kind: 'return', file: ownBytes(file), refused: packedProblems(refused) });
  if (isProblem(answer)) throw new Error(`a file that cannot be read cannot be returned: ${answer.type}`);
  return answer;
}
