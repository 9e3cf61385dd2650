import { auditContract, measureNames } from '@canbao/http-contract/audit.contract';
import { Link, useSearchParams } from 'react-router';

import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { formatCount, formatSigned } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { PageHead } from '../look/page-head.tsx';
import { measureTitle, Seal } from '../look/seal.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import { Yuan } from '../look/yuan.tsx';

const moment = (instant: string) => instant.slice(5, 16).replace('T', ' ');

/** Why is it this number (R-1002): the events behind it, whose sum is compared with the figure when the list is made. */
export function FigurePage() {
  const say = useWords();
  const [search] = useSearchParams();
  const measure = measureNames.find((name) => name === search.get('measure')) ?? 'registered';
  const unit = search.get('unit') ?? '';
  const at = search.get('at');
  const figure = useAnswer(auditContract.figure, {
    query: { measure, unit, ...(at === null ? {} : { to: Number(at) }) },
  });
  return (
    <Answered of={figure}>
      {(shown) => (
        <>
          <PageHead
            zh={`为什么是 ${formatCount(shown.figure.people)}`}
            en="events behind the figure"
            about={
              <>
                <Seal name={measure} /> {say(measureTitle(measure).title, measureTitle(measure).en)}　
                <span className="mono">{unit}</span>　{say('截至位置', 'before position')} {formatCount(shown.to)}
              </>
            }
            aside={
              <Link to={`${search.get('back') ?? '/overview'}${at === null ? '' : `?at=${at}`}`}>
                {say('返回', 'Back')}
              </Link>
            }
          />
          <div
            className={`notice ${shown.isEqual ? 'ok' : 'late'}`}
            data-testid="figure-sum"
            style={{ marginBottom: 16 }}
          >
            <h3>
              <Mark name={shown.isEqual ? 'done' : 'breaks'} /> {formatCount(shown.before.people)} +{' '}
              {formatCount(shown.between.people)} = {formatCount(shown.before.people + shown.between.people)}{' '}
              {say('人', 'people')}
              {shown.isEqual
                ? say('，与表中一致', ', equal to the figure')
                : say(
                    `，与表中 ${formatCount(shown.figure.people)} 不符`,
                    `, not the figure ${formatCount(shown.figure.people)}`,
                  )}
            </h3>
            <p>
              {say('金额', 'money')} <Yuan fen={shown.figure.fen} /> {say('元', 'yuan')}　{say('事件', 'events')}{' '}
              {formatCount(shown.before.events + shown.between.events)}
            </p>
          </div>
          <Section
            zh="事件"
            en="events"
            aside={
              shown.isCut ? (
                <span className="dim">
                  {say(
                    `列最近 ${shown.events.length} 条，和数按全部算`,
                    `the last ${shown.events.length}; the sum covers all`,
                  )}
                </span>
              ) : null
            }
          >
            <table>
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
                {shown.events.map((event) => (
                  <tr key={event.position} className="dense" data-event={event.type}>
                    <td className="num mono">{formatCount(event.position)}</td>
                    <td>{moment(event.occurredAt)}</td>
                    <td className="dim">{moment(event.recordedAt)}</td>
                    <td>{event.type}</td>
                    <td className="mono">{event.subject}</td>
                    <td className="num strong">{formatSigned(event.people)}</td>
                    <td className="num">
                      <Yuan fen={event.fen} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {shown.events.length === 0 ? (
              <p className="dim" style={{ padding: 8 }}>
                {say('零：在这个时刻之前没有这样的事件。', 'Zero: no such event before this moment.')}
              </p>
            ) : null}
          </Section>
        </>
      )}
    </Answered>
  );
}
