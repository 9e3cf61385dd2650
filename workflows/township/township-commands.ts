import type { TownshipRequest } from '@canbao/activities/ledger/decide-township';

import type { CommandDesk } from '../process/command-desk.ts';
import { refuse } from '../process/refuse.ts';
import { townshipCampaignMessages as messages } from './township-campaign.messages.ts';
import type { TownshipAnswer } from './township-campaign.messages.ts';
import type { TownshipCarry } from './township-campaign.workflow.ts';

export type RecordRequest = (commandId: string, actor: string, request: TownshipRequest) => Promise<void>;

/** What the offices of a township may ask of it. `checkAgain`: rows came in after the check. */
export function townshipCommands(
  desk: CommandDesk<TownshipAnswer>,
  s: TownshipCarry,
  record: RecordRequest,
  checkAgain: (round: 1 | 2) => Promise<unknown>,
): void {
  const noCheck = (): void => undefined;
  desk.on(
    messages.advancePhase,
    ({ phase }) => {
      if (!s.process.open.includes(phase)) throw refuse('PhaseNotOpen', phase);
    },
    ({ actor, phase, override }, id) => record(id, actor, { type: 'AdvancePhase', phase, override }),
  );
  desk.on(messages.startFirstCheck, noCheck, async ({ actor, round }, id) => {
    const isAgain = s.process.firstCheck >= round && s.process.handedOver < round;
    await record(id, actor, { type: 'StartFirstCheck', round });
    if (isAgain) await checkAgain(round);
  });
  desk.on(messages.handOver, noCheck, ({ actor, round }, id) => record(id, actor, { type: 'HandOver', round }));
  desk.on(
    messages.startRegisterCheck,
    ({ round }) => {
      if (round !== 1) throw refuse('NotWaiting', 'the second one is part of the enrolment');
    },
    ({ actor, round }, id) => record(id, actor, { type: 'StartRegisterCheck', round }),
  );
  desk.on(messages.returnFeedback, noCheck, ({ actor, round }, id) =>
    record(id, actor, { type: 'ReturnFeedback', round }),
  );
  desk.on(messages.startEnrolment, noCheck, ({ actor }, id) => record(id, actor, { type: 'StartEnrolment' }));
}
