import { createHash } from 'node:crypto';

/** Digest of a document or photo that stands for a real one: its words are its content. */
export const madeUpDigest = (...words: readonly string[]): string =>
  createHash('sha256').update(words.join('/')).digest('hex');
