import { deadlineAt } from '@canbao/domain/campaign/campaign-process';
import type { CampaignProcess } from '@canbao/domain/campaign/campaign-process';
import { deadlineKey } from '@canbao/domain/campaign/deadline-key';
import { gate, type GateAnswer } from '@canbao/domain/campaign/gate';
import type { Phase } from '@canbao/domain/campaign/phase';
import type { EventLog } from '@canbao/event-log/open-event-log';
import { campaignStateQuery } from '@canbao/projections/campaign-state/campaign-state.query';
import { gateCountsQuery } from '@canbao/projections/gate-counts/gate-counts.query';
import type { Reading } from '@canbao/projections/open-reading';

import { knownPack } from '../known-pack.ts';
import { readingOf } from '../reading-of.ts';
import { knownAgents } from './known-agents.ts';

export type GateQuestion = {
  readonly campaign: string;
  readonly region: string;
  readonly phase: Phase;
  /** Only this one; absent = the county and all its townships. */
  readonly township?: string | undefined;
  readonly planAt: number;
};

/** A gate is a question put to the log when somebody asks to advance; the rules are the domain's (gate.ts). */
export async function gateEvidence(
  { log, reading }: { readonly log: EventLog; readonly reading: Reading },
  { phases, deadlines }: Pick<CampaignProcess, 'phases' | 'deadlines'>,
  { campaign, region, phase, township, planAt }: GateQuestion,
): Promise<GateAnswer> {
  const agents = await knownAgents(log, region);
  return readingOf(reading, campaign, async (handle) => {
    const state = await campaignStateQuery.state(handle);
    if (state === null) throw new Error(`no campaign ${campaign} in the reading tables`);
    const terms = {
      unit: region,
      unitName: state.title,
      phases: phases.map((one) => one.phase),
      planNow: planAt,
      dueAt: deadlineAt({ phases, deadlines }, phase) ?? planAt,
      lastDepositAt: deadlineAt({ phases, deadlines }, deadlineKey.lastDeposit),
      departments: knownPack(state.pack.id).units.departments.filter(({ sendsList }) => sendsList),
    };
    return gate(phase, await gateCountsQuery.counts(handle, agents, township), terms, township);
  });
}
