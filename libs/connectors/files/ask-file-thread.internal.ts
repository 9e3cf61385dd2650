import type { Problem } from '@canbao/domain/problem';
import { Worker } from 'node:worker_threads';

import { fileProblem } from './file-problem.internal.ts';
import type { FileAnswers, FileQuestion } from './file-thread.internal.ts';

/** What one file may cost. Heap in MB, without buffers, which the caps of the file hold down. */
export type FileLimits = { readonly heapMb: number; readonly deadlineMs: number };

export const fileLimits: FileLimits = { heapMb: 512, deadlineMs: 60_000 };

/**
 * A thread costs 80 to 250 ms of a processor to start, a village's file 5 ms to read, and a county has thousands: so one
 * thread that answered well about a small file waits this long for the next, and holds up nobody's exit.
 */
const spareMs = 5_000;
const smallBytes = 1_000_000;
/** A third of what a thread has by itself: a large file then peaks 50 MB lower and takes no longer. */
const youngMb = 16;

type Spare = { readonly thread: Worker; readonly timer: NodeJS.Timeout };
let spare: Spare | undefined;

/**
 * Asks a thread that has nothing else to do: running -> answered -> spare or ended; running -> faulted, too slow or out
 * of memory -> ended at once. A file that takes too long or too much memory is a Problem and harms nobody else. The
 * thread sees no environment: it reads what strangers send.
 */
export async function askFileThread<Kind extends keyof FileAnswers>(
  question: FileQuestion & { readonly kind: Kind },
  limits: FileLimits = fileLimits,
): Promise<FileAnswers[Kind] | Problem> {
  const thread = (limits === fileLimits ? takeSpare() : undefined) ?? startThread(limits);
  const { promise, resolve, reject } = Promise.withResolvers<FileAnswers[Kind] | Problem>();
  const bytes = 'file' in question ? question.file.length : 0;
  let isSound = false;
  const answered = (answer: FileAnswers[Kind] | Problem) => {
    isSound = limits === fileLimits && bytes <= smallBytes;
    resolve(answer);
  };
  const failed = (error: unknown) => (isOutOfMemory(error) ? resolve(tooMuchMemory()) : reject(error));
  const ended = (code: number) => reject(new Error(`the thread of a file ended without an answer, code ${code}`));
  const deadline = setTimeout(() => resolve(tooSlow(limits.deadlineMs)), limits.deadlineMs);
  thread.on('message', answered).on('error', failed).on('exit', ended);
  thread.postMessage(question, 'file' in question ? [question.file.buffer as ArrayBuffer] : []);
  try {
    return await promise;
  } finally {
    clearTimeout(deadline);
    thread.off('message', answered).off('error', failed).off('exit', ended);
    if (isSound && spare === undefined) keepSpare(thread);
    else await thread.terminate();
  }
}

function startThread({ heapMb }: FileLimits): Worker {
  return new Worker(new URL('./file-thread.internal.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: youngMb },
    env: {},
    execArgv: [],
  });
}

function keepSpare(thread: Worker): void {
  const end = () => {
    if (spare?.thread === thread) spare = undefined;
    clearTimeout(timer);
    void thread.terminate();
  };
  const timer = setTimeout(end, spareMs).unref();
  thread.once('error', end).once('exit', end).unref();
  spare = { thread, timer };
}

function takeSpare(): Worker | undefined {
  if (spare === undefined) return undefined;
  const { thread, timer } = spare;
  spare = undefined;
  clearTimeout(timer);
  thread.removeAllListeners('error').removeAllListeners('exit').ref();
  return thread;
}

/** Bytes of a file in memory of their own, to be handed over: the caller keeps its own. */
export const ownBytes = (file: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(file);

const isOutOfMemory = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

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
