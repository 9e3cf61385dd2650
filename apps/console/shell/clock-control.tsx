import type { CampaignClock } from '@canbao/domain/campaign/campaign-clock';
import { endOf, dateOf } from '@canbao/domain/shanghai-date';
import { campaignContract } from '@canbao/http-contract/campaign.contract';

import { useCommand } from '../api/use-answer.ts';
import { Mark } from '../look/mark.tsx';
import { Said } from '../look/said.tsx';
import { useWords } from '../look/words.tsx';
import { useHasRole } from '../session/session.tsx';

type Props = { readonly clock: CampaignClock; readonly planNow: number };

/**
 * A rehearsal's plan clock: run, hold, next day. Others only see whether it runs.
 *
 * *Run* goes to the end of the day and no further: the rehearsal's director moves the end on once its people have done
 * the day's work. Were it to run through, the plan would be days ahead of them before the director has looked.
 */
export function ClockControl({ clock, planNow }: Props) {
  const say = useWords();
  const set = useCommand(campaignContract.clock);
  const mayDrive = useHasRole('county-coordinator');
  const isHeld = clock.heldBy === 'person';
  const isAtEnd = !isHeld && clock.holdAt !== null && planNow >= clock.holdAt;
  const stands = isHeld || isAtEnd;
  const word = isHeld
    ? say('演练钟停着', 'rehearsal clock held')
    : isAtEnd
      ? say('演练钟等当天的事办完', 'rehearsal clock waits for the day')
      : say('演练钟在走', 'rehearsal clock runs');
  const run = () => set.mutate({ body: { action: 'run', heldBy: 'pace', holdAt: endOf(dateOf(planNow)) } });
  const press = (action: 'hold' | 'next-day') => set.mutate({ body: { action, heldBy: 'person' } });
  return (
    <span className="clock-control" data-testid="clock" data-held={isHeld}>
      <Mark name={isHeld ? 'stopped' : isAtEnd ? 'waiting' : 'done'} />
      <span className="dim desk">{word}</span>
      {mayDrive ? (
        <>
          <button className="btn small" disabled={!stands || set.isPending} onClick={run}>
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
