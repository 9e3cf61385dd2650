import type { Problem } from '@canbao/domain/problem';
import { Worker } from 'node:worker_threads';

import { fileProblem } from './file-problem.internal.ts';
import type { FileAnswers, FileQuestion } from './file-thread.internal.ts';

/** What one file may cost. Heap in MB, without buffers, which the caps of the file hold down. */
export type FileLimits = { readonly heapMb: number; readonly deadlineMs: number };

export const fileLimits: FileLimits = { heapMb: 512, deadlineMs: 60_000 };

/**
 * Asks a thread of its own: one question, one answer, and it is ended, whatever happened. A file that takes too long or
 * too much memory is a Problem and harms nobody else. The thread sees no environment: it reads what strangers send.
 */
export async function askFileThread<Kind extends keyof FileAnswers>(
  question: FileQuestion & { readonly kind: Kind },
  { heapMb, deadlineMs }: FileLimits = fileLimits,
): Promise<FileAnswers[Kind] | Problem> {
  const thread = new Worker(new URL('./file-thread.internal.ts', import.meta.url), {
    workerData: question,
    transferList: 'file' in question ? [question.file.buffer as ArrayBuffer] : [],
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    env: {},
    execArgv: [],
  });
  const { promise, resolve, reject } = Promise.withResolvers<FileAnswers[Kind] | Problem>();
  const deadline = setTimeout(() => resolve(tooSlow(deadlineMs)), deadlineMs);
  thread.once('message', resolve);
  thread.once('error', (error) => (isOutOfMemory(error) ? resolve(tooMuchMemory()) : reject(error)));
  thread.once('exit', (code) => reject(new Error(`the thread of a file ended without an answer, code ${code}`)));
  try {
    return await promise;
  } finally {
    clearTimeout(deadline);
    await thread.terminate();
  }
}

/** Bytes of a file in memory of their own, to be handed over: the caller keeps its own. */
export const ownBytes = (file: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(file);

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

const tooSlow = (deadlineMs: number): Problem =>
  fileProblem('too-slow', 422, [
    '文件处理超时 too slow',
    `${deadlineMs / 1000} 秒内未能读完。 Not read within ${deadlineMs / 1000} seconds.`,
    '请拆分后分别上传。 Split the file.',
  ]);

const tooMuchMemory = (): Problem =>
  fileProblem('too-much-memory', 413, [
    '文件占用内存过多 too much memory',
    '读取该文件所需的内存超过上限。 Reading it takes more memory than a file may have.',
    '请拆分后分别上传。 Split the file.',
  ]);
