import type { CampaignRequest } from '@canbao/activities/ledger/decide-campaign';

import type { CommandDesk } from '../process/command-desk.ts';
import { refuse } from '../process/refuse.ts';
import { countyCampaignMessages as messages } from './county-campaign.messages.ts';
import type { CountyAnswer } from './county-campaign.messages.ts';
import type { CountyCarry } from './county-campaign.workflow.ts';

export type RecordRequest = (commandId: string, actor: string, request: CampaignRequest) => Promise<void>;

/** What a coordinator may ask of the county. Checks are cheap and change nothing; whatever takes the log is decided there. */
export function countyCommands(desk: CommandDesk<CountyAnswer>, s: CountyCarry, record: RecordRequest): void {
  const running = (): void => {
    if (s.process.status !== 'running') throw refuse('NotOpened', 'no campaign is open here');
  };
  const isOpen = (phase: string): void => {
    running();
    if (!s.process.open.some((open) => open === phase)) throw refuse('PhaseNotOpen', phase);
  };
  desk.on(
    messages.openCampaign,
    () => undefined,
    ({ actor, opening }, id) => record(id, actor, { type: 'OpenCampaign', opening }),
  );
  desk.on(
    messages.advancePhase,
    ({ phase }) => isOpen(phase),
    ({ actor, phase, override }, id) => record(id, actor, { type: 'AdvancePhase', phase, override }),
  );
  desk.on(messages.reopenPhase, running, ({ actor, phase, ...second }, id) =>
    record(id, actor, { type: 'ReopenPhase', phase, second }),
  );
  desk.on(messages.moveDeadline, running, ({ actor, ...moved }, id) =>
    record(id, actor, { type: 'MoveDeadline', ...moved }),
  );
  desk.on(messages.setPaused, running, ({ actor, ...asked }, id) => record(id, actor, { type: 'SetPaused', ...asked }));
  desk.on(
    messages.setClock,
    () => {
      running();
      if (!s.process.isRehearsal) throw refuse('RehearsalOnly', 'the clock of a campaign in earnest is the clock');
    },
    ({ actor, action, holdAt, heldBy, speed = null }, id) =>
      record(id, actor, { type: 'SetClock', change: { action, holdAt, heldBy, speed } }),
  );
}
