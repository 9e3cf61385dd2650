import type { CampaignCommand } from '@canbao/domain/campaign/campaign.commands';
import { campaignDecider } from '@canbao/domain/campaign/campaign.decider';
import type { CampaignEvent } from '@canbao/domain/campaign/campaign.events';
import type { CampaignProcess } from '@canbao/domain/campaign/campaign-process';
import { missingOf } from '@canbao/domain/campaign/gate';
import type { ClockChange } from '@canbao/domain/campaign/next-clock';
import type { Phase } from '@canbao/domain/campaign/phase';
import type { Reading } from '@canbao/projections/open-reading';
import { treasuryPageQuery } from '@canbao/projections/treasury-page/treasury-page.query';

import { readingOf } from '../reading-of.ts';
import { gateEvidence } from './gate-evidence.ts';
import { type Ledger, type Recorded, recordOnStream } from './record-on-stream.ts';
import { secondPerson } from './second-person.ts';

type Override = { readonly reason: string; readonly approvalId: string };

/** What the county's workflow asks for; evidence (gate, approval, treasury) is gathered here, at the moment of deciding. */
export type CampaignRequest =
  | { readonly type: 'OpenCampaign'; readonly opening: Extract<CampaignEvent, { type: 'CampaignOpened' }>['data'] }
  | { readonly type: 'AdvancePhase'; readonly phase: Phase; readonly override: Override | null }
  | { readonly type: 'OpenPhase'; readonly phase: Phase }
  | { readonly type: 'ReopenPhase'; readonly phase: Phase; readonly second: Override }
  | { readonly type: 'MoveDeadline'; readonly deadline: string; readonly toAt: number; readonly reason: string }
  | { readonly type: 'SetPaused'; readonly isPaused: boolean; readonly reason: string }
  | { readonly type: 'SetClock'; readonly change: ClockChange }
  | { readonly type: 'CloseCampaign' };

export type DecideCampaign = {
  readonly campaign: string;
  readonly region: string;
  readonly commandId: string;
  readonly actor: string;
  readonly request: CampaignRequest;
  readonly knownVersion: number;
  /** Plan instant of the decision, and the real one, epoch ms. */
  readonly planAt: number;
  readonly realAt: number;
};

export function decideCampaign(
  parts: Ledger & { readonly reading: Reading },
  asked: DecideCampaign,
): Promise<Recorded<CampaignEvent>> {
  const { campaign, region, commandId, actor, request, knownVersion, planAt } = asked;
  return recordOnStream(parts, {
    campaign,
    stream: `campaign-${campaign}`,
    unit: region,
    actor,
    commandId,
    request,
    planAt,
    knownVersion,
    decider: campaignDecider,
    command: (state) => commandOf(parts, asked, state),
  });
}

async function commandOf(
  parts: Ledger & { readonly reading: Reading },
  { campaign, region, actor: by, request, planAt: at, realAt }: DecideCampaign,
  state: CampaignProcess,
): Promise<CampaignCommand> {
  switch (request.type) {
    case 'OpenCampaign':
      return { type: 'OpenCampaign', data: request.opening };
    case 'AdvancePhase': {
      const { phase, override } = request;
      // A phase that is not open is refused whatever its gate says.
      const answer = state.open.includes(phase)
        ? await gateEvidence(parts, state, { campaign, region, phase, planAt: at })
        : { phase, isMet: false, position: 0, items: [] };
      const gate = { isMet: answer.isMet, missing: missingOf(answer) };
      const second =
        override &&
        (await secondPerson(parts.log, campaign, override, { act: 'advance-over-gate', unit: region, phase }));
      return { type: 'AdvancePhase', data: { phase, at, by, gate, override: second } };
    }
    case 'OpenPhase':
      return { type: 'OpenPhase', data: { phase: request.phase, at } };
    case 'ReopenPhase': {
      const { phase } = request;
      const second = await secondPerson(parts.log, campaign, request.second, {
        act: 'reopen-phase',
        unit: region,
        phase,
      });
      const isTreasuryEntryOrdered = await readingOf(parts.reading, campaign, treasuryPageQuery.isAnyOrdered);
      return { type: 'ReopenPhase', data: { phase, by, second, isTreasuryEntryOrdered } };
    }
    case 'MoveDeadline': {
      const { deadline, toAt, reason } = request;
      return { type: 'MoveDeadline', data: { deadline, toAt, reason, at } };
    }
    case 'SetPaused':
      return { type: request.isPaused ? 'PauseCampaign' : 'ResumeCampaign', data: { reason: request.reason } };
    case 'SetClock':
      return { type: 'SetClock', data: { ...request.change, realAt } };
    case 'CloseCampaign':
      return { type: 'CloseCampaign', data: { at } };
  }
}
