import type { CampaignClock } from '@canbao/domain/campaign/campaign-clock';
import type { Phase } from '@canbao/domain/campaign/phase';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';

import type { ByPerson } from '../process/by-person.ts';
import type { Waiting } from '../process/waiting.ts';

export type AdvanceTownshipPhase = ByPerson & {
  readonly phase: Phase;
  readonly override: { readonly reason: string; readonly approvalId: string } | null;
};
export type OfRound = ByPerson & { readonly round: 1 | 2 };

export type TownshipAnswer = {
  readonly position: number;
  readonly version: number;
  readonly open: readonly Phase[];
};

/** What the county hands down: its clock, its pause, its phases and which of them it has closed. */
export type CountyMoved = {
  readonly clock: CampaignClock;
  readonly isPaused: boolean;
  readonly openPhases: readonly Phase[];
  readonly closedPhases: readonly Phase[];
  /** Plan instants of the county's deadlines by key, for those that townships wait on. */
  readonly dueAt: { readonly [deadline: string]: number };
};

/** A batch, a lock or a posting of this township has come to its end: look at the log. */
export type BatchDone = { readonly workflowId: string };

/** Workflow `township-<K>-<T>`, type `townshipCampaignWorkflow`, queue `wf`. Started by the county only. */
export const townshipCampaignMessages = {
  advancePhase: defineUpdate<TownshipAnswer, [AdvanceTownshipPhase]>('advancePhase'),
  startFirstCheck: defineUpdate<TownshipAnswer, [OfRound]>('startFirstCheck'),
  handOver: defineUpdate<TownshipAnswer, [OfRound]>('handOver'),
  startRegisterCheck: defineUpdate<TownshipAnswer, [OfRound]>('startRegisterCheck'),
  returnFeedback: defineUpdate<TownshipAnswer, [OfRound]>('returnFeedback'),
  startEnrolment: defineUpdate<TownshipAnswer, [ByPerson]>('startEnrolment'),
  countyMoved: defineSignal<[CountyMoved]>('countyMoved'),
  batchDone: defineSignal<[BatchDone]>('batchDone'),
  view: defineQuery<Waiting>('view'),
};
