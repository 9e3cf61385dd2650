import { campaignContract } from '@canbao/http-contract/campaign.contract';

import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { Empty } from '../look/empty.tsx';
import { formatCount, formatDeadline, formatInstant } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { PageHead } from '../look/page-head.tsx';
import { Said } from '../look/said.tsx';
import { useWords } from '../look/words.tsx';
import { roleTitles } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import { reminderWords } from './reminder-words.ts';

/** What went out by itself: to whom, why, when; of several late ones the last names the others. */
export function RemindersPage() {
  const say = useWords();
  const { query } = useAsOf();
  const reminders = useAnswer(campaignContract.reminders, { query: { ...query, limit: 500 } });
  return (
    <Answered of={reminders}>
      {(shown) => (
        <>
          <PageHead
            zh="提醒"
            en="reminders, sent by themselves"
            about={say(
              `已发 ${formatCount(shown.sent)} 条，其中上报 ${formatCount(shown.escalated)} 条；同一件事不发两遍`,
              `${formatCount(shown.sent)} sent, ${formatCount(shown.escalated)} escalated; none twice`,
            )}
            aside={
              shown.reminders.length < shown.sent ? (
                <span className="dim">
                  {say(`列最近 ${shown.reminders.length} 条`, `the last ${shown.reminders.length}`)}
                </span>
              ) : null
            }
          />
          {shown.reminders.length === 0 ? (
            <Empty
              why={say('还没有给您或您单位发过提醒。', 'No reminder has been sent to you or your units yet.')}
              what={say(
                '期限前一天、到期、逾期一天各提醒一次；还不办，上报到上一级。',
                'A day before a deadline, when it falls due, a day after; then it goes up the line.',
              )}
            />
          ) : (
            <table>
              <thead>
                <tr>
                  <th>{say('发出', 'Sent')}</th>
                  <th>{say('类', 'Kind')}</th>
                  <th>{say('发给', 'To')}</th>
                  <th>{say('为什么', 'Why')}</th>
                  <th>{say('期限', 'Due')}</th>
                  <th>{say('一并说到', 'Speaks for')}</th>
                  <th className="num">{say('位置', 'Position')}</th>
                </tr>
              </thead>
              <tbody>
                {shown.reminders.map((reminder) => {
                  const kind = reminderWords[reminder.kind];
                  return (
                    <tr key={reminder.key} className="dense" data-reminder={reminder.kind}>
                      <td className="nowrap">{formatInstant(reminder.sentAt)}</td>
                      <td className={`nowrap ${kind?.mark === 'late' ? 'late' : ''}`}>
                        <Mark name={kind?.mark ?? 'waiting'} /> {kind ? say(kind.zh, kind.en) : reminder.kind}
                      </td>
                      <td className="nowrap" data-to>
                        <strong>{reminder.toUnitName}</strong>{' '}
                        <span className="dim">
                          {say(roleTitles[reminder.toRole].zh, roleTitles[reminder.toRole].en)}
                        </span>{' '}
                        {reminder.toName}
                      </td>
                      <td data-why className="why">
                        <Said text={reminder.why} />
                      </td>
                      <td className="nowrap">{formatDeadline(reminder.dueAt, say)}</td>
                      <td className="dim">{reminder.instead.length > 0 ? reminder.instead.join('，') : '—'}</td>
                      <td className="num mono">{formatCount(reminder.position)}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          )}
        </>
      )}
    </Answered>
  );
}
