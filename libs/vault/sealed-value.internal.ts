import type { KeyObject } from 'node:crypto';
import { canonicalJson } from '@canbao/event-log/canonical-json';
import { cipher } from './cipher.internal.ts';
import { commitment, SALT_BYTES } from './commitment.ts';
import { ownerText } from './data-key.internal.ts';
import type { Owner } from './data-key.internal.ts';
import type { Group, GroupValues } from './group.ts';
import type { RandomPool } from './random-pool.internal.ts';

/** One group of one person under its data key: a fresh salt of 32 bytes, then the canonical JSON of the value. */
export const sealedValue = {
  seal<G extends Group>(
    random: RandomPool,
    key: KeyObject,
    owner: Owner & { readonly group: G },
    value: GroupValues[G],
  ): { readonly ciphertext: Buffer; readonly commitment: string } {
    const json = Buffer.from(canonicalJson(value));
    const plain = Buffer.alloc(SALT_BYTES + json.length);
    random.fill(plain, 0, SALT_BYTES);
    json.copy(plain, SALT_BYTES);
    const ciphertext = cipher.seal(random, key, owner.keyVersion, ownerText('sealed_row|ciphertext', owner), plain);
    return { ciphertext, commitment: commitment(owner, plain.subarray(0, SALT_BYTES), json) };
  },

  open<G extends Group>(
    key: KeyObject,
    owner: Owner & { readonly group: G },
    ciphertext: Uint8Array,
  ): { readonly value: GroupValues[G]; readonly commitment: string } {
    const plain = cipher.open(key, owner.keyVersion, ownerText('sealed_row|ciphertext', owner), ciphertext);
    const json = plain.subarray(SALT_BYTES);
    return { value: parse<G>(json), commitment: commitment(owner, plain.subarray(0, SALT_BYTES), json) };
  },
};

/** What was authenticated under the group's own name is what `seal` was given for that group. */
function parse<G extends Group>(json: Buffer): GroupValues[G] {
  return JSON.parse(json.toString()) as GroupValues[G];
}
