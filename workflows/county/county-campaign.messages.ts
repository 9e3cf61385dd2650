import type { CampaignClock } from '@canbao/domain/campaign/campaign-clock';
import type { CampaignEvent } from '@canbao/domain/campaign/campaign.events';
import type { Phase } from '@canbao/domain/campaign/phase';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';

import type { ByPerson } from '../process/by-person.ts';
import type { Waiting } from '../process/waiting.ts';

/** going on over an unmet gate takes a reason and the approval of a second person. */
export type Override = { readonly reason: string; readonly approvalId: string };

export type OpenCampaign = ByPerson & { readonly opening: Extract<CampaignEvent, { type: 'CampaignOpened' }>['data'] };
export type AdvancePhase = ByPerson & { readonly phase: Phase; readonly override: Override | null };
export type ReopenPhase = ByPerson & { readonly phase: Phase; readonly reason: string; readonly approvalId: string };
/** `deadline` = a phase (its end) or the key of a named deadline; `toAt` = plan instant, epoch ms. */
export type MoveDeadline = ByPerson & { readonly deadline: string; readonly toAt: number; readonly reason: string };
export type SetPaused = ByPerson & { readonly isPaused: boolean; readonly reason: string };
/**
 * Rehearsals only. The new segment begins where the plan's clock stands when the command arrives. `hold` = stand still
 * at once; `next-day` = run to the next 24:00 and hold there; `run` = to `holdAt`, null = through.
 */
export type SetClock = ByPerson & {
  readonly action: 'run' | 'hold' | 'next-day';
  readonly holdAt: number | null;
  /** Absent = the speed it had. */
  readonly speed?: number;
  readonly heldBy: 'pace' | 'person';
};

/** `position` = the log's next position after the command; screens wait until their figures have reached it. */
export type CountyAnswer = {
  readonly position: number;
  readonly version: number;
  readonly open: readonly Phase[];
  readonly clock: CampaignClock;
};

/** A nudge to look at the log; never the only copy of a fact. */
export type TownshipMoved = { readonly township: string; readonly phase: Phase };

/** Workflow `campaign-<K>`, type `countyCampaignWorkflow`, queue `wf`. `openCampaign` goes by update-with-start. */
export const countyCampaignMessages = {
  openCampaign: defineUpdate<CountyAnswer, [OpenCampaign]>('openCampaign'),
  advancePhase: defineUpdate<CountyAnswer, [AdvancePhase]>('advancePhase'),
  reopenPhase: defineUpdate<CountyAnswer, [ReopenPhase]>('reopenPhase'),
  moveDeadline: defineUpdate<CountyAnswer, [MoveDeadline]>('moveDeadline'),
  setPaused: defineUpdate<CountyAnswer, [SetPaused]>('setPaused'),
  setClock: defineUpdate<CountyAnswer, [SetClock]>('setClock'),
  townshipMoved: defineSignal<[TownshipMoved]>('townshipMoved'),
  view: defineQuery<Waiting>('view'),
};
