import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { isPolicyPack, parsePolicyPack, type PolicyPack } from '@canbao/domain/packs/policy-pack';

const resolve = createRequire(import.meta.url).resolve;
const known = new Map<string, PolicyPack>();

/** The pack that a campaign has pinned. Throws when it is missing or unsound: without its scheme nothing can go on. */
export function knownPack(id: string): PolicyPack {
  const kept = known.get(id);
  if (kept !== undefined) return kept;
  const pack = parsePolicyPack(JSON.parse(readFileSync(resolve(`@canbao/domain/packs/${id}.json`), 'utf8')));
  if (!isPolicyPack(pack)) throw new Error(`the pack ${id} is not sound`);
  known.set(id, pack);
  return pack;
}
