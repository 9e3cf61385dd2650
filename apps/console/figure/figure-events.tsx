import type { auditContract } from '@canbao/http-contract/audit.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';

import { EventName } from '../look/event-name.tsx';
import { formatCount, formatSigned } from '../look/format.ts';
import { Happened } from '../look/happened.tsx';
import { useWords } from '../look/words.tsx';
import { Yuan } from '../look/yuan.tsx';

type Events = AnswerOf<typeof auditContract.figure>['events'];

/** The rows behind a figure; what takes away is red. */
export function FigureEvents({ events }: { readonly events: Events }) {
  const say = useWords();
  return (
    <table className="figures">
      <thead>
        <tr>
          <th className="num">{say('位置', 'Position')}</th>
          <th>{say('发生', 'Happened')}</th>
          <th>{say('记下', 'Recorded')}</th>
          <th>{say('事件', 'Event')}</th>
          <th>{say('对象', 'Subject')}</th>
          <th className="num">{say('人', 'People')}</th>
          <th className="num">{say('元', 'Yuan')}</th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <tr key={event.position} className="dense" data-event={event.type} data-people={event.people}>
            <td className="num mono">{formatCount(event.position)}</td>
            <Happened occurredAt={event.occurredAt} recordedAt={event.recordedAt} />
            <td>
              <EventName type={event.type} />
            </td>
            <td className="mono">{event.subject}</td>
            <td className={`num strong ${event.people < 0 ? 'late' : ''}`}>{formatSigned(event.people)}</td>
            <td className="num">
              <Yuan fen={event.fen} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
