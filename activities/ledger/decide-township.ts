import type { AccountEvent } from '@canbao/domain/preparation/preparation.events';
import type { CampaignEvent } from '@canbao/domain/campaign/campaign.events';
import { evolveCampaign, unopenedCampaign } from '@canbao/domain/campaign/campaign-process';
import { missingOf } from '@canbao/domain/campaign/gate';
import type { Phase } from '@canbao/domain/campaign/phase';
import type { EnrolmentEvent } from '@canbao/domain/enrolment/enrolment.events';
import type { TownshipCommand } from '@canbao/domain/township/township.commands';
import { townshipDecider } from '@canbao/domain/township/township.decider';
import type { TownshipEvent } from '@canbao/domain/township/township.events';
import type { TownshipProcess } from '@canbao/domain/township/township-process';
import { accountQuery } from '@canbao/projections/account/account.query';
import type { Reading } from '@canbao/projections/open-reading';
import { screeningWorkQuery } from '@canbao/projections/screening-work/screening-work.query';

import { readingOf } from '../reading-of.ts';
import { gateEvidence } from './gate-evidence.ts';
import { type Ledger, pastOf, type Recorded, recordOnStream } from './record-on-stream.ts';
import { secondPerson } from './second-person.ts';

/** What a township's workflow asks for; the evidence is gathered here, at the moment of deciding. */
export type TownshipRequest =
  | { readonly type: 'FollowCounty' }
  | { readonly type: 'ReopenPhase'; readonly phase: Phase }
  | {
      readonly type: 'AdvancePhase';
      readonly phase: Phase;
      readonly override: { readonly reason: string; readonly approvalId: string } | null;
    }
  | { readonly type: 'StartFirstCheck'; readonly round: 1 | 2 }
  | { readonly type: 'HandOver'; readonly round: 1 | 2 }
  | { readonly type: 'StartRegisterCheck'; readonly round: 1 | 2 }
  | { readonly type: 'ReturnFeedback'; readonly round: 1 | 2 }
  | { readonly type: 'StartEnrolment' }
  | { readonly type: 'StartSettlement' };

export type DecideTownship = {
  readonly campaign: string;
  readonly region: string;
  readonly township: string;
  readonly commandId: string;
  readonly actor: string;
  readonly request: TownshipRequest;
  readonly knownVersion: number;
  readonly planAt: number;
};

type Parts = Ledger & { readonly reading: Reading };

export function decideTownship(parts: Parts, asked: DecideTownship): Promise<Recorded<TownshipEvent>> {
  const { campaign, region, township, commandId, actor, request, knownVersion, planAt } = asked;
  return recordOnStream(parts, {
    campaign,
    stream: `township-${township}`,
    unit: `${region}/${township}`,
    actor,
    commandId,
    request,
    planAt,
    knownVersion,
    decider: townshipDecider,
    command: (state) => commandOf(parts, asked, state),
  });
}

async function commandOf(parts: Parts, asked: DecideTownship, state: TownshipProcess): Promise<TownshipCommand> {
  const { campaign, township, request } = asked;
  switch (request.type) {
    case 'FollowCounty':
      return { type: 'FollowCounty', data: await countyPhases(parts, asked) };
    case 'ReopenPhase':
      return { type: 'ReopenTownshipPhase', data: { phase: request.phase } };
    case 'AdvancePhase':
      return advance(parts, asked, state, request);
    case 'StartFirstCheck':
      return { type: 'StartFirstCheck', data: { round: request.round } };
    case 'HandOver':
      return { type: 'HandOver', data: { round: request.round, ...(await checked(parts, asked, request.round)) } };
    case 'StartRegisterCheck':
      return { type: 'StartRegisterCheck', data: { round: request.round } };
    case 'ReturnFeedback': {
      const answered = (await screeningsOf(parts, asked, request.round)).find(({ data }) => data.stage === 'tax');
      return {
        type: 'ReturnFeedback',
        data: { round: request.round, people: answered?.data.returned ?? 0, isFinished: answered !== undefined },
      };
    }
    case 'StartEnrolment': {
      const events = await pastOf<AccountEvent>(parts.log, campaign, `account-${township}`);
      const account = await readingOf(parts.reading, campaign, (handle) => accountQuery.byName(handle, township));
      const isAccountLocked = events.some(({ type }) => type === 'AccountLocked');
      const isClosingStatementTaken = account?.isClosingTaken ?? false;
      return { type: 'StartEnrolment', data: { handover: 1, isAccountLocked, isClosingStatementTaken } };
    }
    case 'StartSettlement':
      return { type: 'StartSettlement', data: {} };
  }
}

/** The county's phases, and those that it closed over this township's head: an override names who lags. */
async function countyPhases({ log }: Parts, { campaign, region, township }: DecideTownship) {
  const events = await pastOf<CampaignEvent>(log, campaign, `campaign-${campaign}`);
  const { open, closed } = events.reduce(evolveCampaign, unopenedCampaign);
  const keepsOpen = new Set<Phase>();
  for (const event of events) {
    if (event.type === 'PhaseReopened') keepsOpen.delete(event.data.phase);
    if (event.type !== 'GateOverridden') continue;
    const isNamed = event.data.missing.some(({ unit }) => `${unit}/`.startsWith(`${region}/${township}/`));
    if (isNamed) keepsOpen.add(event.data.phase);
  }
  return { open, closed, keepsOpen: [...keepsOpen] };
}

async function advance(
  parts: Parts,
  { campaign, region, township, actor: by, planAt }: DecideTownship,
  state: TownshipProcess,
  { phase, override }: Extract<TownshipRequest, { type: 'AdvancePhase' }>,
): Promise<TownshipCommand> {
  const events = await pastOf<CampaignEvent>(parts.log, campaign, `campaign-${campaign}`);
  const plan = events.reduce(evolveCampaign, unopenedCampaign);
  const answer = state.open.includes(phase)
    ? await gateEvidence(parts, plan, { campaign, region, phase, township, planAt })
    : { phase, isMet: false, position: 0, items: [] };
  const request = { act: 'advance-over-gate', unit: `${region}/${township}`, phase } as const;
  return {
    type: 'AdvanceTownshipPhase',
    data: {
      phase,
      by,
      gate: { isMet: answer.isMet, missing: missingOf(answer) },
      override: override && (await secondPerson(parts.log, campaign, override, request)),
      phases: plan.phases.map((one) => one.phase),
    },
  };
}

/**
 * What a hand-over would carry. Round 1 is whole when its check has ended: who comes later is checked in
 * round 2. Round 2 is the last, so nobody may be left without a verdict.
 */
async function checked(parts: Parts, asked: DecideTownship, round: 1 | 2) {
  const { campaign, township } = asked;
  const finished = (await screeningsOf(parts, asked, round)).some(({ data }) => data.stage === 'health-centre');
  return readingOf(parts.reading, campaign, async (handle) => {
    const waiting = await screeningWorkQuery.page(
      handle,
      { township, stage: 'health-centre', round },
      { after: null, limit: 1_000 },
    );
    const unchecked = finished && round === 1 ? 0 : Math.max(waiting.length, finished ? 0 : 1);
    return { ...(await screeningWorkQuery.handable(handle, township)), unchecked };
  });
}

type Finished = Extract<EnrolmentEvent, { type: 'ScreeningFinished' }>;

async function screeningsOf(
  { log }: Parts,
  { campaign, township }: DecideTownship,
  round: 1 | 2,
): Promise<readonly Finished[]> {
  const events = await pastOf<EnrolmentEvent>(log, campaign, `screening-${township}-${round}`);
  return events.flatMap((event) => (event.type === 'ScreeningFinished' ? [event] : []));
}
