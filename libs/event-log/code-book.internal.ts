import type { Pool } from 'pg';
import { streamWord } from './stream-key.ts';

/** Names that the database writes as small numbers, learnt once per process: a name keeps its code for ever. */
export type CodeBook = {
  /** Undefined: not learnt yet. */
  eventType(name: string): number | undefined;
  claimKind(name: string): number | undefined;
  /** True if the word of this stream is known to be its own (stream-key.ts). */
  hasWordOf(stream: string): boolean;
  /** Throws when the word of a stream has the bits of another word, which came first. */
  learn(names: UnknownNames): Promise<void>;
};

export type UnknownNames = {
  readonly streams: readonly string[];
  readonly eventTypes: readonly string[];
  readonly claimKinds: readonly string[];
};

const UUID_LENGTH = 36;

export function codeBook(pool: Pool): CodeBook {
  const eventTypes = new Map<string, number>();
  const claimKinds = new Map<string, number>();
  const words = { beforeUuid: new Set<string>(), beforeText: new Set<string>() };

  const wordsLike = (stream: string, wordLength: number): Set<string> =>
    stream.length - wordLength - 1 === UUID_LENGTH ? words.beforeUuid : words.beforeText;

  return {
    eventType: (name) => eventTypes.get(name),
    claimKind: (name) => claimKinds.get(name),
    hasWordOf(stream) {
      const wordLength = stream.indexOf('-');
      return wordsLike(stream, wordLength).has(stream.slice(0, wordLength));
    },
    async learn(names) {
      for (const stream of names.streams) {
        const { code, word } = streamWord(stream);
        await claimWord(pool, code, word);
        wordsLike(stream, word.length).add(word);
      }
      await learnCodes(pool, 'event_type_code', eventTypes, names.eventTypes);
      await learnCodes(pool, 'claim_kind_code', claimKinds, names.claimKinds);
    },
  };
}

async function claimWord(pool: Pool, code: number, word: string): Promise<void> {
  const { rows } = await pool.query<{ holder: string }>('select stream_word_of($1, $2) as holder', [code, word]);
  const holder = rows[0]?.holder;
  if (holder !== word) {
    throw new Error(`the stream word "${word}" has the same bits as "${holder}", which came first: choose another`);
  }
}

async function learnCodes(
  pool: Pool,
  ask: 'event_type_code' | 'claim_kind_code',
  known: Map<string, number>,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  const { rows } = await pool.query<{ name: string; code: number }>(
    `select name, ${ask}(name) as code from unnest($1::text[]) name`,
    [names],
  );
  for (const { name, code } of rows) known.set(name, code);
}
