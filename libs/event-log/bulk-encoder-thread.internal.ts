import { parentPort } from 'node:worker_threads';
import type { ThreadAnswer, ThreadQuestion } from './bulk-encoder.internal.ts';
import { encodePage, type GroupedTuples } from './encode-page.internal.ts';

/** The thread of `workerThreadEncoder`: a page in, its encoded form out, one answer per message. */
export function bulkEncoderThread({ encoding, page }: ThreadQuestion): ThreadAnswer {
  try {
    return { page: encodePage(page, encoding) };
  } catch (error) {
    // A page that no log can hold is its sender's to know; anything else ends the thread.
    if (error instanceof TypeError) return { refusal: error.message };
    throw error;
  }
}

parentPort?.on('message', (question: ThreadQuestion) => {
  const answer = bulkEncoderThread(question);
  parentPort?.postMessage(answer, 'page' in answer ? memoryOf(answer.page) : []);
});

function memoryOf(page: Extract<ThreadAnswer, { page: unknown }>['page']): ArrayBuffer[] {
  const tuples = ({ blanks, bytes, firsts, starts }: GroupedTuples) => [blanks, bytes, firsts, starts];
  const views = [page.order, page.checkStreams, page.checkVersions, ...tuples(page.events), ...tuples(page.claims)];
  return views.map(({ buffer }) => buffer);
}
