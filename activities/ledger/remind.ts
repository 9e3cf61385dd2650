import { createHash } from 'node:crypto';
import type { CampaignEvent } from '@canbao/domain/campaign/campaign.events';
import { evolveCampaign, unopenedCampaign } from '@canbao/domain/campaign/campaign-process';
import type { Due, ReminderKind } from '@canbao/domain/campaign/due';
import type { GateItem } from '@canbao/domain/campaign/gate';
import type { ReminderEvent } from '@canbao/domain/reminder/reminder.events';
import { readableInstant } from '@canbao/domain/shanghai-date';
import { appendEvents } from '@canbao/event-log/append-events';
import { digestOf } from '@canbao/event-log/digest-of';
import type { Reading } from '@canbao/projections/open-reading';
import { ApplicationFailure } from '@temporalio/common';

import { gateEvidence } from './gate-evidence.ts';
import { type Ledger, pastOf } from './record-on-stream.ts';

export type Remind = {
  readonly campaign: string;
  readonly region: string;
  /** Township code of the process that reminds; null = the county's. */
  readonly township: string | null;
  readonly due: Due;
  readonly planAt: number;
};

/**
 * Sends a reminder once (R-203): its key is the stream's name, so a second one has no place to stand. Nobody is
 * reminded of what is done: a subject that waits for gate items is looked at first. Answers whether it is out.
 */
export async function remind(
  parts: Ledger & { readonly reading: Reading },
  asked: Remind,
): Promise<{ isSent: boolean }> {
  const { campaign, region, township, due, planAt } = asked;
  const { kind, toRole } = due;
  if (toRole === null || !isReminder(kind)) throw ApplicationFailure.nonRetryable(due.key, 'NotAReminder');
  const missing = await missingFor(parts, asked);
  if (missing.length === 0 && due.waitsFor.length > 0) return { isSent: false };
  const unit = township === null ? region : `${region}/${township}`;
  const key = `${township === null ? 'county' : `township-${township}`}/${due.key}`;
  const data: ReminderEvent['data'] = {
    key,
    kind,
    subject: due.subject,
    toRole,
    toUnit: toRole === 'county-coordinator' ? region : unit,
    why: whyOf(due, missing),
    dueAt: due.dueAt,
    instead: due.instead.map((other) => `${key.slice(0, key.indexOf('/'))}/${other}`),
  };
  const outcome = await appendEvents(await parts.lanes.of(campaign), {
    commandId: `reminder/${key}`,
    digest: digestOf(key),
    streams: [
      {
        stream: `reminder-${createHash('sha256').update(key).digest('hex').slice(0, 18)}`,
        expectedVersion: 0,
        events: [{ type: 'ReminderIssued', data, unit, actor: 'system', occurredAt: planAt }],
      },
    ],
  });
  // `stale`: it went out under another command; `closed`: nobody is reminded of a campaign that is over.
  return { isSent: outcome.kind === 'appended' || outcome.kind === 'repeated' };
}

const isReminder = (kind: Due['kind']): kind is ReminderKind => ['soon', 'due', 'overdue', 'escalated'].includes(kind);

/** Blocking items and warnings of the subject's gate that it waits for; none where the plan names none. */
async function missingFor(
  parts: Ledger & { readonly reading: Reading },
  { campaign, region, township, due, planAt }: Remind,
): Promise<readonly GateItem[]> {
  if (due.waitsFor.length === 0 || due.phase === null) return [];
  const events = await pastOf<CampaignEvent>(parts.log, campaign, `campaign-${campaign}`);
  const plan = events.reduce(evolveCampaign, unopenedCampaign);
  const question = { campaign, region, phase: due.phase, township: township ?? undefined, planAt };
  const { items } = await gateEvidence(parts, plan, question);
  return items.filter((item) => due.waitsFor.includes(item.kind));
}

function whyOf({ title, dueAt, kind }: Due, missing: readonly GateItem[]): string {
  const units = [...new Set(missing.map(({ unitName }) => unitName))];
  const whose = units.length > 4 ? `${units.slice(0, 4).join('、')}等 ${units.length} 个单位` : units.join('、');
  const lacks =
    missing.length === 0
      ? ''
      : `；${whose}: ${[...new Set(missing.map(({ detail }) => detail))].slice(0, 4).join('；')}`;
  return `${kindTitle[kind]}「${title}」${readableInstant(dueAt)} 前${lacks}`;
}

const kindTitle: { readonly [kind in Due['kind']]: string } = {
  soon: '即将到期',
  due: '已到期',
  overdue: '已逾期',
  escalated: '逾期上报',
  opens: '开启',
  closes: '结束',
  report: '周报告',
};
