import { duplicateKinds } from '@canbao/domain/duplicate/duplicate-kind';
import { duplicateContract } from '@canbao/http-contract/duplicate.contract';
import { duplicateQuery, type DuplicateSummary } from '@canbao/projections/duplicate/duplicate.query';
import { Controller } from '@nestjs/common';

import { accessProblems } from '../access/access-problems.ts';
import { unitCovers } from '../access/unit-covers.ts';
import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { reading } from '../reading/reader.ts';
import { inCampaign } from '../record/in-campaign.ts';
import { comparedSides } from './compared-sides.ts';
import { judgeDuplicate, pairInSight } from './judge-duplicate.ts';
import { isCandidate, pairSides } from './pair-sides.ts';

const PAGE_PAIRS = 50;

/** Records that look like one payment, and the verdict on each pair. */
@Controller()
export class DuplicatesController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(duplicateContract.queue)
  queue({ query, param, caller, grants }: Call<typeof duplicateContract.queue>) {
    return reading(this.#parts, query.at, async (reader) => {
      const all = await duplicateQuery.ofTownship(reader.handle, param('township'));
      const wanted = all.filter(
        ({ kind, state }) =>
          (query.kind === undefined || kind === query.kind) && (query.state === undefined || state === query.state),
      );
      const page = query.page ?? 0;
      const keys = wanted.slice(page * PAGE_PAIRS, (page + 1) * PAGE_PAIRS);
      const found = (await duplicateQuery.ofPairs(reader.handle, keys)).filter(isCandidate);
      const pairs = new Map(found.map((pair) => [`${pair.registration}/${pair.other}`, pair]));
      const { shown } = await pairSides(this.#parts, reader, found, { actor: caller.account, grants });
      return {
        kinds: countsByKind(all),
        total: wanted.length,
        page,
        pairs: keys.flatMap(({ registration, other }) => {
          const pair = pairs.get(`${registration}/${other}`);
          return pair === undefined ? [] : [shown(pair)];
        }),
        moment: reader.moment,
      };
    });
  }

  @Serves(duplicateContract.pair)
  pair({ query, param, caller, grants }: Call<typeof duplicateContract.pair>) {
    return reading(this.#parts, query.at, async (reader) => {
      const key = { registration: param('registration'), other: param('other') };
      const pair = await pairInSight(reader.handle, grants, key);
      if (pair === null || !isCandidate(pair)) return accessProblems.notFound();
      const { shown, openedOf } = await pairSides(this.#parts, reader, [pair], { actor: caller.account, grants });
      const { later, earlier, fingerprint, state, verdict, names } = pair;
      const sides = shown(pair);
      const isOneNumber = later.person === earlier.person;
      const by = verdict === null ? new Map() : await this.#parts.accounts.displayNames([verdict.by]);
      const judges = grants.filter(({ role }) => role === 'tax-branch');
      return {
        ...sides,
        fingerprint,
        ...comparedSides(sides, { names, isOneNumber }, { later: openedOf(later), earlier: openedOf(earlier) }),
        mayJudge:
          state === 'open' && judges.some(({ unit }) => [later, earlier].some((one) => unitCovers(unit, one.unit))),
        verdict: verdict && {
          verdict: verdict.verdict,
          reason: verdict.reason,
          byName: String(by.get(verdict.by) ?? verdict.by),
          at: verdict.at,
          stands: verdict.fingerprint === fingerprint,
        },
        moment: reader.moment,
      };
    });
  }

  @Serves(duplicateContract.judge)
  judge(call: Call<typeof duplicateContract.judge>) {
    return inCampaign(this.#parts, (current) => judgeDuplicate(this.#parts, current, call));
  }
}

/** All kinds in the order of the queue, also those of which there is none. */
function countsByKind(all: readonly DuplicateSummary[]) {
  const kinds = Object.keys(duplicateKinds) as readonly DuplicateSummary['kind'][];
  return kinds.map((kind) => {
    const own = all.filter((one) => one.kind === kind);
    const count = (state: DuplicateSummary['state']) => own.filter((one) => one.state === state).length;
    return {
      kind,
      title: duplicateKinds[kind],
      open: count('open'),
      notDuplicate: count('not-a-duplicate'),
      duplicate: count('duplicate'),
      settled: count('settled'),
    };
  });
}
