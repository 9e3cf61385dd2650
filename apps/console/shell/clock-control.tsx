import type { CampaignClock } from '@canbao/domain/campaign/campaign-clock';
import { campaignContract } from '@canbao/http-contract/campaign.contract';

import { useCommand } from '../api/use-answer.ts';
import { Mark } from '../look/mark.tsx';
import { Said } from '../look/said.tsx';
import { useWords } from '../look/words.tsx';
import { useHasRole } from '../session/session.tsx';

/** A rehearsal's plan clock: run, hold, next day. Others only see whether it runs. */
export function ClockControl({ clock }: { readonly clock: CampaignClock }) {
  const say = useWords();
  const set = useCommand(campaignContract.clock);
  const mayDrive = useHasRole('county-coordinator');
  const isHeld = clock.heldBy === 'person';
  const press = (action: 'run' | 'hold' | 'next-day') =>
    set.mutate({ body: { action, heldBy: action === 'run' ? 'pace' : 'person' } });
  return (
    <span className="clock-control" data-testid="clock" data-held={isHeld}>
      <Mark name={isHeld ? 'stopped' : 'done'} />
      <span className="dim desk">
        {isHeld ? say('演练钟停着', 'rehearsal clock held') : say('演练钟在走', 'rehearsal clock runs')}
      </span>
      {mayDrive ? (
        <>
          <button className="btn small" disabled={!isHeld || set.isPending} onClick={() => press('run')}>
            {say('走', 'Run')}
          </button>
          <button className="btn small" disabled={isHeld || set.isPending} onClick={() => press('hold')}>
            {say('停', 'Hold')}
          </button>
          <button className="btn small" disabled={!isHeld || set.isPending} onClick={() => press('next-day')}>
            {say('下一天', 'Next day')}
          </button>
        </>
      ) : null}
      {set.error ? (
        <span className="late" role="alert">
          <Said text={set.error.problem.title} />
        </span>
      ) : null}
    </span>
  );
}
