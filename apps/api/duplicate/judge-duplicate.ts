import { duplicateDecider } from '@canbao/domain/duplicate/duplicate.decider';
import { isProblem } from '@canbao/domain/problem';
import type { duplicateContract } from '@canbao/http-contract/duplicate.contract';
import type { ReadingHandle } from '@canbao/projections/reading-handle';
import { type DuplicatePair, duplicateQuery } from '@canbao/projections/duplicate/duplicate.query';

import { accessProblems } from '../access/access-problems.ts';
import type { Grant } from '../access/grant.ts';
import { unitCovers } from '../access/unit-covers.ts';
import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Call } from '../http/call.ts';
import type { Parts } from '../parts.ts';
import { decideOnStream } from '../record/decide-on-stream.ts';
import { recordCommand } from '../record/record-command.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** A department's word, or a registration's id. */
const OTHER = /^[a-z0-9-]{1,40}$/;

/** The two records, if one of them lies in the caller's units; null is "not found". */
export async function pairInSight(
  handle: ReadingHandle,
  grants: readonly Grant[],
  { registration, other }: { readonly registration: string; readonly other: string },
): Promise<DuplicatePair | null> {
  if (!UUID.test(registration) || !OTHER.test(other)) return null;
  const [pair] = await duplicateQuery.ofPairs(handle, [{ registration, other }]);
  if (pair === undefined || pair.earlier === null) return null;
  const units = [pair.later.unit, pair.earlier.unit];
  return grants.some(({ unit }) => units.some((one) => unitCovers(unit, one))) ? pair : null;
}

/** A verdict of the tax branch of either record, on what it has seen. */
export async function judgeDuplicate(
  parts: Parts,
  current: CurrentCampaign,
  { body, caller, commandId, grants, param }: Call<typeof duplicateContract.judge>,
) {
  const { verdict, reason, fingerprint: seen } = body;
  const key = { registration: param('registration'), other: param('other') };
  const known = await pairInSight(current.live, grants, key);
  if (known === null) return accessProblems.notFound();
  const recorded = await recordCommand(parts, current, {
    commandId,
    actor: caller.account,
    request: { ...key, verdict, reason, seen },
    async decide() {
      const pair = (await pairInSight(current.live, grants, key)) ?? known;
      const { kind, fingerprint, isSettled, later, stream } = pair;
      const decided = await decideOnStream(parts.log, current.code, {
        stream,
        decider: duplicateDecider,
        command: {
          type: 'JudgeDuplicate',
          data: { ...key, verdict, reason, seen, pair: kind === null ? null : { kind, fingerprint, isSettled } },
        },
        envelope: { unit: later.unit, person: { key: later.person } },
      });
      return isProblem(decided) ? decided : { streams: [decided] };
    },
  });
  return isProblem(recorded) ? recorded : { position: recorded.position };
}
