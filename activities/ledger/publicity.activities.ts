import { publicityDecider } from '@canbao/domain/publicity/publicity.decider';
import type { PublicityEvent } from '@canbao/domain/publicity/publicity.events';
import { addMonths, shanghaiDate, startOf } from '@canbao/domain/shanghai-date';
import { campaignStateQuery } from '@canbao/projections/campaign-state/campaign-state.query';
import type { Reading } from '@canbao/projections/open-reading';

import { knownPack } from '../known-pack.ts';
import { readingOf } from '../reading-of.ts';
import { type Ledger, pastOf, recordOnStream } from './record-on-stream.ts';

export type OfVillage = {
  readonly campaign: string;
  readonly region: string;
  readonly township: string;
  readonly village: string;
};

/** Where a village's posting stands. `standsUntil` = plan instant from which it may come down; null = not put up. */
export type PostingProgress = {
  readonly status: 'not-posted' | 'standing' | 'stood' | 'taken-down';
  readonly standsUntil: number | null;
  readonly openObjections: number;
};

export type PublicityActivities = ReturnType<typeof publicityActivities>;

/** A village's posting. Queue `act-ledger`. */
export function publicityActivities(parts: Ledger & { readonly reading: Reading }) {
  const streamOf = ({ township, village }: OfVillage): string => `publicity-${township}-${village}`;

  async function minimumMonths(campaign: string): Promise<number> {
    const state = await readingOf(parts.reading, campaign, campaignStateQuery.state);
    return knownPack(state?.pack.id ?? '').assessment.publicity?.months ?? 0;
  }

  async function loadPosting(of: OfVillage): Promise<PostingProgress> {
    const past = await pastOf<PublicityEvent>(parts.log, of.campaign, streamOf(of));
    const posting = past.reduce((state, event) => publicityDecider.evolve(state, event), publicityDecider.initial);
    if (posting.status === 'not-posted') return { status: posting.status, standsUntil: null, openObjections: 0 };
    return {
      status: posting.status,
      standsUntil: startOf(addMonths(shanghaiDate(posting.postedOn), await minimumMonths(of.campaign))),
      openObjections: Object.values(posting.objections).filter(({ answer }) => answer === null).length,
    };
  }

  return {
    loadPosting,

    /** The minimum time has passed since the confirmed posting; recorded once. */
    async letPostingStand(of: OfVillage & { readonly planAt: number }): Promise<PostingProgress> {
      const { campaign, region, township, village, planAt } = of;
      const months = await minimumMonths(campaign);
      await recordOnStream(parts, {
        campaign,
        stream: streamOf(of),
        unit: `${region}/${township}/${village}`,
        actor: 'system',
        commandId: `auto/${streamOf(of)}/stood`,
        request: 'LetPostingStand',
        planAt,
        knownVersion: 0,
        decider: publicityDecider,
        command: () => Promise.resolve({ type: 'LetPostingStand' as const, data: { at: planAt, months } }),
      });
      return loadPosting(of);
    },
  };
}
