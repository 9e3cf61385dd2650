import type { auditContract } from '@canbao/http-contract/audit.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';

import { EventName } from '../look/event-name.tsx';
import { formatCount } from '../look/format.ts';
import { Happened } from '../look/happened.tsx';
import { useWords } from '../look/words.tsx';
import { Yuan } from '../look/yuan.tsx';
import { UnitName } from '../shell/unit-name.tsx';
import { CorrectedContent } from './corrected-content.tsx';

type Events = AnswerOf<typeof auditContract.history>['events'];

/** Events as they stand in the log, every field of their content in full. */
export function HistoryEvents({ events }: { readonly events: Events }) {
  const say = useWords();
  return (
    <table className="history">
      <thead>
        <tr>
          <th className="num">{say('位置', 'Position')}</th>
          <th>{say('发生', 'Happened')}</th>
          <th>{say('记下', 'Recorded')}</th>
          <th>{say('事件', 'Event')}</th>
          <th>{say('谁', 'Actor')}</th>
          <th>{say('单位', 'Unit')}</th>
          <th className="num">{say('元', 'Yuan')}</th>
          <th>{say('内容', 'Content')}</th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <tr key={event.position} className="dense" data-event={event.type}>
            <td className="num mono">{formatCount(event.position)}</td>
            <Happened occurredAt={event.occurredAt} recordedAt={event.recordedAt} />
            <td>
              <EventName type={event.type} />
            </td>
            <td className={event.actor === 'system' ? 'dim' : 'mono nowrap'}>
              {event.actor === 'system' ? say('自动', 'by itself') : event.actor}
            </td>
            <td>
              <UnitName unit={event.unit} />
            </td>
            <td className="num">{event.amountFen === null ? '—' : <Yuan fen={event.amountFen} />}</td>
            <td className="content">
              {event.type === 'RegistrationCorrected' ? <CorrectedContent event={event} /> : null}
              {Object.entries(event.data).map(([field, value]) => (
                <span key={field}>
                  <span className="faint">{field}</span> {shownValue(value)}
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const shownValue = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
