import { campaignContract } from '@canbao/http-contract/campaign.contract';
import { Link } from 'react-router';

import { useAnswer } from '../api/use-answer.ts';
import { formatCount, formatInstant } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { Said } from '../look/said.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import { reminderWords } from '../reminders/reminder-words.ts';
import { useAsOf } from '../shell/use-as-of.ts';

/** The last reminders that went out by themselves, with whom they went to. */
export function RecentReminders({ isRoomy }: { readonly isRoomy: boolean }) {
  const say = useWords();
  const { query, linkTo } = useAsOf();
  const answer = useAnswer(campaignContract.reminders, { query: { ...query, limit: 8 } });
  const reminders = answer.data?.reminders.slice(0, isRoomy ? 8 : 3) ?? [];
  return (
    <Section
      zh="自动发出的提醒"
      en="sent by itself"
      aside={
        <Link to={linkTo('/reminders')}>
          {say(`全部 ${formatCount(answer.data?.sent ?? 0)} 条 ›`, `all ${formatCount(answer.data?.sent ?? 0)} ›`)}
        </Link>
      }
    >
      {answer.data && reminders.length === 0 ? (
        <p className="dim" style={{ padding: '8px 0' }}>
          {say('还没有发过提醒。', 'None has been sent yet.')}
        </p>
      ) : null}
      <ul>
        {reminders.map((reminder) => {
          const kind = reminderWords[reminder.kind];
          return (
            <li key={reminder.key} className="sent">
              <p className="line">
                <span>
                  <Mark name={kind?.mark ?? 'waiting'} /> <strong>{reminder.toUnitName}</strong> {reminder.toName}
                </span>
                <span className="dim nowrap">{formatInstant(reminder.sentAt)}</span>
              </p>
              <p className="dim">
                <Said text={reminder.why} />
              </p>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
