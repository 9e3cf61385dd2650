import type { KeyObject } from 'node:crypto';
import { createSecretKey } from 'node:crypto';
import { cipher } from './cipher.internal.ts';
import { groupNumber } from './group.ts';
import type { Group } from './group.ts';
import type { PersonKey } from './person-key.ts';
import type { RandomPool } from './random-pool.internal.ts';

/** What a data key, and the value under it, belong to. */
export type Owner = {
  readonly campaign: string;
  readonly group: Group;
  readonly person: PersonKey;
  readonly keyVersion: number;
};

/** The key of the key file, and its version in `key_file`. */
export type WrapKey = { readonly key: KeyObject; readonly version: number };

type Column = 'wrapped_key|wrapped' | 'sealed_row|ciphertext';

const KEY_BYTES = 32;

/** A fresh key for one value, and its wrapped form for the key database. */
export const dataKey = {
  wrappedBytes: KEY_BYTES + cipher.overheadBytes,

  make(random: RandomPool, wrap: WrapKey, owner: Owner): { readonly key: KeyObject; readonly wrapped: Buffer } {
    const bytes = Buffer.alloc(KEY_BYTES);
    random.fill(bytes, 0, KEY_BYTES);
    const wrapped = cipher.seal(random, wrap.key, wrap.version, ownerText('wrapped_key|wrapped', owner), bytes);
    const key = createSecretKey(bytes);
    bytes.fill(0);
    return { key, wrapped };
  },

  unwrap(wrap: WrapKey, owner: Owner, wrapped: Uint8Array): KeyObject {
    const bytes = cipher.open(wrap.key, wrap.version, ownerText('wrapped_key|wrapped', owner), wrapped);
    const key = createSecretKey(bytes);
    bytes.fill(0);
    return key;
  },
};

/** Authenticated with the bytes: table, column, row, group and key version that they were sealed for. */
export function ownerText(column: Column, { campaign, person, group, keyVersion }: Owner): string {
  return `${column}|${campaign}|${person}|${groupNumber[group]}|${keyVersion}`;
}
