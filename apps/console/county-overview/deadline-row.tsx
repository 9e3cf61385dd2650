import { formatDeadline, formatEnd, formatInstant, formatSpan } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { useWords } from '../look/words.tsx';
import { roleTitles } from '../session/session.tsx';
import type { CampaignAnswer } from './overview-answer.ts';

const day = 86_400_000;

type Deadline = CampaignAnswer['deadlines'][number];
type Props = {
  readonly deadline: Deadline;
  readonly planNow: number;
  readonly onMove: ((key: string) => void) | undefined;
};

/** One deadline as a countdown; a moved one shows its old date, reason and mover. */
export function DeadlineRow({ deadline, planNow, onMove }: Props) {
  const say = useWords();
  const left = deadline.dueAt - planNow;
  return (
    <div className="deadline" data-deadline={deadline.key}>
      <p className="line">
        <span>
          <Mark name={left <= 0 ? 'late' : left < 2 * day ? 'near' : 'waiting'} /> <strong>{deadline.title}</strong>
        </span>
        {onMove ? (
          <button className="btn plain small" onClick={() => onMove(deadline.key)}>
            {say('改期…', 'Move…')}
          </button>
        ) : null}
      </p>
      <p className="line">
        <span className={`big ${left <= 0 ? 'late' : left < 2 * day ? 'near' : ''}`}>
          {left <= 0 ? say(`迟 ${formatSpan(-left, say)}`, `${formatSpan(-left, say)} late`) : formatSpan(left, say)}
        </span>
        <span className="dim nowrap">{formatDeadline(deadline.dueAt, say)}</span>
      </p>
      <p className="dim">
        <WaitingFor deadline={deadline} />
      </p>
      <LastMove deadline={deadline} />
    </div>
  );
}

/** Who is not ready; where the log cannot tell, whose it is. */
export function WaitingFor({ deadline }: { readonly deadline: Deadline }) {
  const say = useWords();
  const { waitingFor, owner } = deadline;
  if (waitingFor === null) return <>{say(`由${roleTitles[owner].zh}办`, `by the ${roleTitles[owner].en}`)}</>;
  if (waitingFor === '')
    return (
      <>
        <Mark name="done" /> {say('各单位都已办妥', 'every unit is ready')}
      </>
    );
  return (
    <>
      {say('还差', 'not ready')}：{waitingFor}
    </>
  );
}

export function LastMove({ deadline }: { readonly deadline: Deadline }) {
  const say = useWords();
  const last = deadline.moves.at(-1);
  if (!last) return null;
  return (
    <p className="faint" data-testid="moved">
      {say('原', 'was')} <s>{formatEnd(last.fromAt)}</s>，{formatInstant(Date.parse(last.at)).slice(0, 5)}{' '}
      {say(`${last.by} 改`, `moved by ${last.by}`)}：{last.reason}
    </p>
  );
}
