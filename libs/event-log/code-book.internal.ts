import type { Pool } from 'pg';
import { type StreamWord, streamWord } from './stream-key.ts';

/** Names that the database writes as small numbers, learnt once per process: a name keeps its code for ever. */
export type CodeBook = {
  readonly eventTypes: ReadonlyMap<string, number>;
  readonly claimKinds: ReadonlyMap<string, number>;
  /** Learns what is not known yet. Throws when the word of a stream is taken by another word (stream-key.ts). */
  learn(names: Names): Promise<void>;
  /** True if everything in it is known, so that nothing need be asked. */
  knows(names: Names): boolean;
};

export type Names = {
  readonly streams: readonly string[];
  readonly eventTypes: readonly string[];
  readonly claimKinds: readonly string[];
};

export function codeBook(pool: Pool): CodeBook {
  const eventTypes = new Map<string, number>();
  const claimKinds = new Map<string, number>();
  const words = new Map<number, string>();

  const knowsWord = (name: string): boolean => {
    const { code, word } = streamWord(name);
    return words.get(code) === word;
  };

  return {
    eventTypes,
    claimKinds,
    knows: (names) =>
      names.streams.every(knowsWord) &&
      names.eventTypes.every((name) => eventTypes.has(name)) &&
      names.claimKinds.every((name) => claimKinds.has(name)),
    async learn(names) {
      for (const name of new Set(names.streams.filter((stream) => !knowsWord(stream)))) {
        await learnWord(pool, words, streamWord(name));
      }
      await learnCodes(pool, 'event_type_code', eventTypes, names.eventTypes);
      await learnCodes(pool, 'claim_kind_code', claimKinds, names.claimKinds);
    },
  };
}

async function learnCodes(
  pool: Pool,
  ask: 'event_type_code' | 'claim_kind_code',
  known: Map<string, number>,
  names: readonly string[],
): Promise<void> {
  const unknown = [...new Set(names)].filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  const { rows } = await pool.query<{ name: string; code: number }>(
    `select name, ${ask}(name) as code from unnest($1::text[]) name`,
    [unknown],
  );
  for (const { name, code } of rows) known.set(name, code);
}

async function learnWord(pool: Pool, words: Map<number, string>, { code, word }: StreamWord): Promise<void> {
  const { rows } = await pool.query<{ holder: string }>('select stream_word_of($1, $2) as holder', [code, word]);
  const holder = rows[0]?.holder;
  if (holder !== word) {
    throw new Error(`the stream word "${word}" has the same bits as "${holder}", which came first: choose another`);
  }
  words.set(code, word);
}
