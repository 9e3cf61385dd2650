import { createHmac } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { IdentityDocument } from './identity-document.ts';

/** Length of one index value; values of a page travel to PostgreSQL side by side in one parameter. */
export const INDEX_BYTES = 16;

/**
 * What a document is found by (security.md 2). Whoever holds the index key can try all numbers of a county within
 * minutes, so index values are as secret as the numbers: never logged, never exported.
 */
export function blindIndex(indexKey: KeyObject, { documentType, number }: IdentityDocument): Buffer {
  if (documentType === '' || documentType.includes('|')) throw new Error('a document type is a word without "|"');
  if (number === '') throw new Error('a document has a number');
  return createHmac('sha256', indexKey).update(`idx/v1|${documentType}|${number}`).digest().subarray(0, INDEX_BYTES);
}
