import { isProblem, type Problem } from '@canbao/domain/problem';

import { askFileThread, type FileLimits, fileLimits, ownBytes } from './ask-file-thread.internal.ts';
import { fileCaps } from './file-caps.ts';
import { tooLargeFile } from './file-problem.internal.ts';
import { unpackedVillageFile } from './packed-village-file.internal.ts';
import type { VillageFile } from './village-file.ts';

/**
 * reads an uploaded list of payers, xlsx or CSV (UTF-8, GB18030, UTF-16 with a mark), in a thread of its own.
 * Columns by name. Good rows come back as rows, bad ones with row, column, reason and remedy; a file without its
 * columns, over a cap (10 MB, 100,000 rows, 60 columns, 60 s, 512 MB) or unreadable is a Problem. Keeps nothing.
 */
export async function readVillageFile(
  file: Uint8Array,
  limits: FileLimits = fileLimits,
): Promise<VillageFile | Problem> {
  if (file.length > fileCaps.bytes) return tooLargeFile(fileCaps.bytes);
  const answer = await askFileThread({ kind: 'read', file: ownBytes(file) }, limits);
  return isProblem(answer) ? answer : unpackedVillageFile(answer);
}
