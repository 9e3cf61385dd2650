import { isProblem, type Problem } from '@canbao/domain/problem';
import { parentPort } from 'node:worker_threads';

import { packedVillageFile, type PackedVillageFile, unpackedProblems } from './packed-village-file.internal.ts';
import { villageReading } from './village-reading.internal.ts';

export type FileQuestion =
  | { readonly kind: 'read'; readonly file: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'return'; readonly file: Uint8Array<ArrayBuffer>; readonly refused: readonly string[] }
  | { readonly kind: 'template'; readonly agent: string; readonly rows: number };

export type FileAnswers = {
  readonly read: PackedVillageFile;
  readonly return: Uint8Array<ArrayBuffer>;
  readonly template: Uint8Array<ArrayBuffer>;
};

/** The thread of `askFileThread`: one question at a time, one message as its answer. */
export async function fileThread(question: FileQuestion): Promise<FileAnswers[keyof FileAnswers] | Problem> {
  switch (question.kind) {
    case 'read': {
      const file = await villageReading(question.file);
      return isProblem(file) ? file : packedVillageFile(file);
    }
    // The writers are loaded by those who write: reading small files is mostly starting.
    case 'return': {
      const { returnedBytes } = await import('./returned-bytes.internal.ts');
      return returnedBytes(question.file, await unpackedProblems(question.refused));
    }
    case 'template': {
      const { templateBytes } = await import('./template-bytes.internal.ts');
      return templateBytes(question.agent, question.rows);
    }
  }
}

async function answer(question: FileQuestion): Promise<void> {
  const found = await fileThread(question);
  parentPort?.postMessage(found, found instanceof Uint8Array ? [found.buffer] : []);
}

// What is thrown there ends the thread, and whoever asked is told.
parentPort?.on('message', (question: FileQuestion) => void answer(question));
