import { parentPort } from 'node:worker_threads';
import type { ThreadAnswer } from './bulk-encoder.internal.ts';
import { encodePage, type GroupedTuples, type PageEncoding, type PageText } from './encode-page.internal.ts';

/** The thread of `workerThreadEncoder`: a page's text in, its encoded form out, one answer per message. */
export function bulkEncoderThread(text: string): ThreadAnswer {
  const { encoding, page } = JSON.parse(text) as { readonly page: PageText; readonly encoding: PageEncoding };
  try {
    return { page: encodePage(page, encoding) };
  } catch (error) {
    // A page that no log can hold is its sender's to know; anything else ends the thread.
    if (error instanceof TypeError) return { refusal: error.message };
    throw error;
  }
}

parentPort?.on('message', (text: string) => {
  const answer = bulkEncoderThread(text);
  parentPort?.postMessage(answer, 'page' in answer ? memoryOf(answer.page) : []);
});

function memoryOf(page: Extract<ThreadAnswer, { page: unknown }>['page']): ArrayBuffer[] {
  const tuples = ({ blanks, bytes, firsts, starts }: GroupedTuples) => [blanks, bytes, firsts, starts];
  const views = [page.order, page.checkStreams, page.checkVersions, ...tuples(page.events), ...tuples(page.claims)];
  return views.map(({ buffer }) => buffer);
}
