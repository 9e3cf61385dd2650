import { isProblem } from '@canbao/domain/problem';

import { askFileThread } from './ask-file-thread.internal.ts';

/**
 * an empty list to fill in, xlsx, for one agent: `rows` rows of text cells under a frozen heading, each with a
 * hidden key that no other template has. No macro. Made in a thread of its own. Throws when that fails.
 */
export async function villageTemplate(options: { readonly agent: string; readonly rows: number }): Promise<Uint8Array> {
  const answer = await askFileThread({ kind: 'template', ...options });
  if (isProblem(answer)) throw new Error(`no template of ${options.rows} rows: ${answer.type}`);
  return answer;
}
