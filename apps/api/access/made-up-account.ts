import { readFile } from 'node:fs/promises';

import { sessionContract } from '@canbao/http-contract/session.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';

import { errorCode } from '../error-code.ts';

export type MadeUpAccount = AnswerOf<typeof sessionContract.madeUpAccounts>['accounts'][number];

/** The accounts of a rehearsal with their passwords, from the file that open-rehearsal wrote; none without it. */
export async function readMadeUpAccounts(file: string): Promise<readonly MadeUpAccount[]> {
  try {
    return sessionContract.madeUpAccounts.answer.parse(JSON.parse(await readFile(file, 'utf8'))).accounts;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw new Error('the file of made-up accounts cannot be read', { cause: error });
  }
}
