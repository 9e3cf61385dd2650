import type { CampaignEvent } from '@canbao/domain/campaign/campaign.events';
import type { TownshipTaskEvent } from '@canbao/domain/task/task.events';
import type { TownshipEvent } from '@canbao/domain/township/township.events';
import type { Reading } from '@canbao/projections/open-reading';

import { type DecideCampaign, decideCampaign } from './decide-campaign.ts';
import { type DecideTownship, decideTownship } from './decide-township.ts';
import { type Ledger, pastOf, type Recorded } from './record-on-stream.ts';
import { type Remind, remind } from './remind.ts';

type OfTownship = { readonly campaign: string; readonly township: string };

export type LedgerActivities = ReturnType<typeof ledgerActivities>;

/** What processes record by themselves and ask of the log. Queue `act-ledger`. */
export const ledgerActivities = (parts: Ledger & { readonly reading: Reading }) => ({
  decideCampaign: (asked: DecideCampaign): Promise<Recorded<CampaignEvent>> => decideCampaign(parts, asked),

  /** Everything the campaign's stream holds: a workflow that begins anew folds it. */
  async loadCampaign({ campaign }: { readonly campaign: string }): Promise<Recorded<CampaignEvent>> {
    return { position: 0, events: await pastOf<CampaignEvent>(parts.log, campaign, `campaign-${campaign}`) };
  },

  decideTownship: (asked: DecideTownship): Promise<Recorded<TownshipEvent>> => decideTownship(parts, asked),

  async loadTownship(asked: OfTownship): Promise<Recorded<TownshipEvent>> {
    return {
      position: 0,
      events: await pastOf<TownshipEvent>(parts.log, asked.campaign, `township-${asked.township}`),
    };
  },

  /** Codes of the villages of the township's split task. */
  async villagesOf({ campaign, township }: OfTownship): Promise<{ readonly villages: readonly string[] }> {
    const events = await pastOf<TownshipTaskEvent>(parts.log, campaign, `task-${township}`);
    return { villages: (events.at(-1)?.data.villages ?? []).map(({ code }) => code) };
  },

  remind: (asked: Remind): Promise<{ isSent: boolean }> => remind(parts, asked),
});
