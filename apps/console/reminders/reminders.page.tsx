import { campaignContract } from '@canbao/http-contract/campaign.contract';

import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { formatCount, formatDeadline, formatInstant } from '../look/format.ts';
import { Mark, type MarkName } from '../look/mark.tsx';
import { PageHead } from '../look/page-head.tsx';
import { useWords } from '../look/words.tsx';
import { roleTitles } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';

const marks: Record<string, MarkName> = {
  opens: 'outline',
  soon: 'near',
  due: 'near',
  overdue: 'late',
  escalated: 'late',
};

/** What went out by itself: to whom, why, when; of several late ones the last names the others. */
export function RemindersPage() {
  const say = useWords();
  const { query } = useAsOf();
  const reminders = useAnswer(campaignContract.reminders, { query });
  const kinds: Record<string, string> = {
    opens: say('开始', 'opens'),
    soon: say('将到', 'soon due'),
    due: say('到期', 'due'),
    overdue: say('逾期', 'overdue'),
    escalated: say('上报', 'escalated'),
  };
  return (
    <Answered of={reminders}>
      {(shown) => (
        <>
          <PageHead
            zh="提醒"
            en="reminders"
            about={say(
              `已发 ${formatCount(shown.sent)} 条，其中上报 ${formatCount(shown.escalated)} 条；同一件事不发两遍`,
              `${formatCount(shown.sent)} sent, ${formatCount(shown.escalated)} escalated; none twice`,
            )}
          />
          {shown.reminders.length === 0 ? (
            <p className="dim">{say('还没有发过提醒。', 'None has been sent yet.')}</p>
          ) : null}
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
              {shown.reminders.map((reminder) => (
                <tr key={reminder.key} className="dense" data-reminder={reminder.kind}>
                  <td>{formatInstant(reminder.sentAt)}</td>
                  <td>
                    <Mark name={marks[reminder.kind] ?? 'waiting'} /> {kinds[reminder.kind] ?? reminder.kind}
                  </td>
                  <td>
                    <strong>{reminder.toUnitName}</strong>{' '}
                    {say(roleTitles[reminder.toRole].zh, roleTitles[reminder.toRole].en)} {reminder.toName}
                  </td>
                  <td>{reminder.why}</td>
                  <td>{formatDeadline(reminder.dueAt)}</td>
                  <td className="dim">{reminder.instead.length > 0 ? reminder.instead.join('，') : '—'}</td>
                  <td className="num mono">{formatCount(reminder.position)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Answered>
  );
}
