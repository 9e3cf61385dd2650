import { createHash } from 'node:crypto';
import type { Group } from './group.ts';
import type { PersonKey } from './person-key.ts';

export const SALT_BYTES = 32;

const PREFIX = Buffer.from('canbao/commitment/v1\0');

/**
 * What a leaf says of personal data (audit.md 3): SHA-256 in hex over prefix, salt and the canonical JSON of
 * campaign, person, group and value. `valueJson` is the value's canonical JSON, byte for byte as it was sealed.
 */
export function commitment(
  of: { readonly campaign: string; readonly person: PersonKey; readonly group: Group },
  salt: Uint8Array,
  valueJson: Uint8Array,
): string {
  // Canonical JSON sorts its keys, so the value comes last and need not be parsed again.
  const head = `{"campaign":${JSON.stringify(of.campaign)},"group":"${of.group}","person":"${of.person}","value":`;
  return createHash('sha256').update(PREFIX).update(salt).update(head).update(valueJson).update('}').digest('hex');
}
