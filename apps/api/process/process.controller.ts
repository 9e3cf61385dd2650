import { realInstant } from '@canbao/domain/campaign/campaign-clock';
import { isProblem } from '@canbao/domain/problem';
import { dateOf, startOf } from '@canbao/domain/shanghai-date';
import { campaignContract } from '@canbao/http-contract/campaign.contract';
import { countyCampaignMessages } from '@canbao/workflows/county/county-campaign.messages';
import type { Waiting } from '@canbao/workflows/process/waiting';
import { Controller } from '@nestjs/common';

import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import { engineProblems } from '../engine/engine-problems.ts';
import type { RunningWorkflow } from '../engine/engine.ts';
import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';

/** A workflow that does not answer within this is shown as not answering; the page does not wait for it. */
const VIEW_MS = 1_500;
const AT_ONCE = 8;

/** What every workflow waits for, from the engine and from nowhere else (no money, no people). */
@Controller()
export class ProcessController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(campaignContract.process)
  async process(_: Call<typeof campaignContract.process>) {
    const current = await this.#parts.campaign();
    if (current === null) return engineProblems.noCampaign();
    const { engine, unitNames } = this.#parts;
    const listed = await engine.running(current.code).catch(() => engineProblems.away());
    if (isProblem(listed)) return listed;
    const nameOf = await unitNames();
    const today = realInstant(current.clock, startOf(dateOf(current.planNow))) ?? current.clock.realStartAt;
    const rows = await inTurns(listed, (running) => this.#row(current, running, nameOf));
    return {
      answeredAt: new Date().toISOString(),
      rows: rows.toSorted((a, b) => (a.workflowId < b.workflowId ? -1 : 1)),
      closedToday: await engine.closedSince(current.code, today).catch(() => 0),
    };
  }

  async #row({ state, planNow }: CurrentCampaign, running: RunningWorkflow, nameOf: (unit: string) => string) {
    // Every view query has the same name and answers the same.
    const waiting: Waiting | null = await this.#parts.engine
      .query(running.workflowId, countyCampaignMessages.view, VIEW_MS)
      .catch(() => null);
    if (waiting === null) return { ...silent(running, state.region, planNow), unitName: nameOf(state.region) };
    return {
      workflowId: waiting.workflowId,
      kind: waiting.kind,
      unit: waiting.unit,
      unitName: nameOf(waiting.unit),
      group: waiting.group,
      waitsFor: waiting.waitsFor,
      whom: waiting.whom,
      since: waiting.since,
      nextTimerAt: waiting.nextDueAt,
      attempts: waiting.stuck.join('、'),
      ifNobodyActs: waiting.ifNobodyActs,
    };
  }
}

const silent = ({ workflowId, type }: RunningWorkflow, unit: string, since: number) => ({
  workflowId,
  kind: type,
  unit,
  group: 'outside' as const,
  waitsFor: '工作进程没有应答 its worker does not answer',
  whom: '运维 operator',
  since,
  nextTimerAt: null,
  attempts: '',
  ifNobodyActs: '工作进程恢复后自动继续 goes on when the worker is back',
});

/** A few at a time: a query replays the workflow where its worker's cache is cold. */
async function inTurns<In, Out>(all: readonly In[], work: (one: In) => Promise<Out>): Promise<readonly Out[]> {
  const results: Out[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE) {
    results.push(...(await Promise.all(all.slice(from, from + AT_ONCE).map(work))));
  }
  return results;
}
