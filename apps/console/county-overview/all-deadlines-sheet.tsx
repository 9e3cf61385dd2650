import { formatDeadline } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { Sheet } from '../look/sheet.tsx';
import { useWords, Words } from '../look/words.tsx';
import { roleTitles } from '../session/session.tsx';
import { LastMove, WaitingFor } from './deadline-row.tsx';
import type { CampaignAnswer } from './overview-answer.ts';
import { phaseWords } from './phase-words.ts';

type Props = {
  readonly campaign: CampaignAnswer;
  readonly onClose: () => void;
  readonly onMove: ((key: string) => void) | undefined;
};

/** Every deadline of the campaign in order of date, with owner, who is not ready, and every move. */
export function AllDeadlinesSheet({ campaign, onClose, onMove }: Props) {
  const say = useWords();
  const ordered = [...campaign.deadlines].sort((a, b) => a.dueAt - b.dueAt);
  return (
    <Sheet width={920} title={<Words zh="全部期限" en="every deadline" />} onClose={onClose}>
      <table>
        <thead>
          <tr>
            <th>{say('期限', 'Due')}</th>
            <th>{say('办什么', 'What')}</th>
            <th>{say('阶段', 'Phase')}</th>
            <th>{say('谁办', 'Whose')}</th>
            <th>{say('还差', 'Not ready')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {ordered.map((deadline) => {
            const isPast = deadline.dueAt <= campaign.planNow;
            return (
              <tr key={deadline.key} data-deadline-row={deadline.key} className={isPast ? 'dim' : ''}>
                <td className="nowrap">
                  <Mark name={isPast ? (deadline.waitingFor ? 'late' : 'done') : 'waiting'} />{' '}
                  {formatDeadline(deadline.dueAt, say)}
                </td>
                <td>
                  <strong>{deadline.title}</strong>
                  <LastMove deadline={deadline} />
                </td>
                <td className="nowrap">{say(phaseWords[deadline.phase].zh, phaseWords[deadline.phase].en)}</td>
                <td className="nowrap">{say(roleTitles[deadline.owner].zh, roleTitles[deadline.owner].en)}</td>
                <td>{deadline.waitingFor === null ? '—' : <WaitingFor deadline={deadline} />}</td>
                <td className="num">
                  {onMove ? (
                    <button className="btn small" onClick={() => onMove(deadline.key)}>
                      {say('改期…', 'Move…')}
                    </button>
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Sheet>
  );
}
