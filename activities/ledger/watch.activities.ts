import { twoLimitsOf } from '@canbao/domain/packs/plan-of-pack';
import type { HoldingEvent } from '@canbao/domain/holding/holding.events';
import type { Role } from '@canbao/domain/campaign/role';
import { readableInstant } from '@canbao/domain/shanghai-date';
import { appendEvents } from '@canbao/event-log/append-events';
import { digestOf } from '@canbao/event-log/digest-of';
import type { NewEvent } from '@canbao/event-log/new-event';
import { readStream } from '@canbao/event-log/read-stream';
import { campaignStateQuery } from '@canbao/projections/campaign-state/campaign-state.query';
import {
  type DueHolding,
  dueHoldingsQuery,
  type HoldingStage,
} from '@canbao/projections/due-holdings/due-holdings.query';
import type { Reading } from '@canbao/projections/open-reading';
import { ApplicationFailure } from '@temporalio/common';

import { knownPack } from '../known-pack.ts';
import { readingOf } from '../reading-of.ts';
import type { Ledger } from './record-on-stream.ts';
import { reminderStream } from './reminder-stream.ts';

export type WatchActivities = ReturnType<typeof watchActivities>;
type Watched = { readonly campaign: string; readonly region: string; readonly planAt: number };

const eventOf: { readonly [stage in HoldingStage]: HoldingEvent['type'] } = {
  warned: 'HoldingWarned',
  breached: 'HoldingBreached',
  escalated: 'HoldingEscalated',
};
/** approaching is the agent's, a breach the township's, a breach that lasts the county's. */
const toRole: { readonly [stage in HoldingStage]: Role } = {
  warned: 'agent',
  breached: 'township-office',
  escalated: 'county-coordinator',
};
const kindOf = { warned: 'soon', breached: 'overdue', escalated: 'escalated' } as const;

/** The watch over the two limits: one question for the whole county. Queue `act-ledger`. */
export function watchActivities(parts: Ledger & { readonly reading: Reading }) {
  /** Alert and reminder are one append; its id is agent, holding and stage, so neither can be there twice. */
  async function raise({ campaign, region, planAt }: Watched, holding: DueHolding): Promise<boolean> {
    const { agent, unit, stage, firstReceiptAt, dueAt, people, fen } = holding;
    const key = `holding/${agent}/${firstReceiptAt}/${stage}`;
    const stream = `agent-${agent}`;
    const [county = region, township = ''] = unit.split('/');
    const toUnit = stage === 'warned' ? unit : stage === 'breached' ? `${county}/${township}` : region;
    const about = { unit, actor: 'system', occurredAt: planAt };
    const alert: NewEvent = {
      ...about,
      type: eventOf[stage],
      amountFen: fen,
      data: { agent, limit: 'days', people, firstReceiptAt, dueAt },
    };
    const why = `代征人 ${agent} 手中 ${people} 人的现金${words[stage]}，应在 ${readableInstant(dueAt)} 前存入`;
    const reminder: NewEvent = {
      ...about,
      type: 'ReminderIssued',
      data: {
        key,
        kind: kindOf[stage],
        subject: `holding/${agent}`,
        toRole: toRole[stage],
        toUnit,
        why,
        dueAt,
        instead: [],
      },
    };
    const outcome = await appendEvents(await parts.lanes.of(campaign), {
      commandId: `auto/${key}`,
      digest: digestOf(key),
      streams: [
        { stream, expectedVersion: (await readStream(parts.log, campaign, stream)).length, events: [alert] },
        { stream: reminderStream(key), expectedVersion: 0, events: [reminder] },
      ],
    });
    if (outcome.kind === 'stale') throw ApplicationFailure.retryable(key, 'VersionConflict');
    return outcome.kind === 'appended';
  }

  return {
    /** Raises what is due at `planAt`; answers when to look again if nothing moves (null = nothing is held). */
    async raiseHoldingAlerts(watched: Watched): Promise<{ readonly raised: number; readonly nextAt: number | null }> {
      const due = await readingOf(parts.reading, watched.campaign, async (handle) => {
        const limits = twoLimitsOf(knownPack((await campaignStateQuery.state(handle))?.pack.id ?? ''));
        return limits === null ? null : dueHoldingsQuery.at(handle, watched.planAt, limits);
      });
      let raised = 0;
      for (const holding of due?.items ?? []) if (await raise(watched, holding)) raised++;
      return { raised, nextAt: due?.nextAt ?? null };
    },
  };
}

const words: { readonly [stage in HoldingStage]: string } = {
  warned: '将到三天',
  breached: '已超三天',
  escalated: '超三天已满一日',
};
