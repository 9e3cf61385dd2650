import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { isPolicyPack, parsePolicyPack, type PolicyPack } from '@canbao/domain/packs/policy-pack';

import { errorCode } from '../error-code.ts';

/** `hash`: SHA-256 of the pack's file; a campaign pins it (R-1001). */
export type KnownPack = { readonly pack: PolicyPack; readonly hash: string };

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const resolve = createRequire(import.meta.url).resolve;
const known = new Map<string, KnownPack>();

/** The pack of libs/domain/packs with this id, or null. Throws when its file is there and is no sound pack. */
export function knownPack(id: string): KnownPack | null {
  const kept = known.get(id);
  if (kept !== undefined) return kept;
  const bytes = ID.test(id) ? bytesOf(id) : null;
  if (bytes === null) return null;
  const pack = parsePolicyPack(JSON.parse(bytes.toString()));
  if (!isPolicyPack(pack))
    throw new Error(`the pack ${id} is not sound: ${pack[0]?.title ?? ''} ${pack[0]?.field ?? ''}`);
  const found = { pack, hash: createHash('sha256').update(bytes).digest('hex') };
  known.set(id, found);
  return found;
}

function bytesOf(id: string): Buffer | null {
  try {
    return readFileSync(resolve(`@canbao/domain/packs/${id}.json`));
  } catch (error) {
    if (['MODULE_NOT_FOUND', 'ENOENT'].includes(String(errorCode(error)))) return null;
    throw error;
  }
}
