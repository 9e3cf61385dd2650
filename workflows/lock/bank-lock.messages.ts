import { defineQuery, defineUpdate } from '@temporalio/workflow';

import type { ByPerson } from '../process/by-person.ts';
import { countyMoved } from '../process/county-moved.ts';
import type { Waiting } from '../process/waiting.ts';

/** the bank's own document says that the account is locked, after its system could not. */
export type ConfirmLock = ByPerson & { readonly documentSha256: string };

export type AccountAnswer = { readonly position: number; readonly statements: number; readonly isLocked: boolean };

/** Workflow `lock-<K>-<A>`, type `bankLockWorkflow`; A = township code or `subsidy`. From collect to the closing statement. */
export const bankLockMessages = {
  confirmLock: defineUpdate<AccountAnswer, [ConfirmLock]>('confirmLock'),
  fetchStatement: defineUpdate<AccountAnswer, [ByPerson]>('fetchStatement'),
  countyMoved,
  view: defineQuery<Waiting>('view'),
};
