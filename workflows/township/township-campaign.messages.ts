import type { Phase } from '@canbao/domain/campaign/phase';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';

import type { ByPerson } from '../process/by-person.ts';
import { countyMoved } from '../process/county-moved.ts';
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

/**
 * A child that waits for one plan instant only, or for no instant at all (null). While the clock cannot bring it there,
 * it is not told of the clock: a hundred postings need not hear of every day.
 */
export type Asleep = { readonly workflowId: string; readonly until: number | null };

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
  countyMoved,
  asleep: defineSignal<[Asleep]>('asleep'),
  batchDone: defineSignal<[BatchDone]>('batchDone'),
  view: defineQuery<Waiting>('view'),
};
