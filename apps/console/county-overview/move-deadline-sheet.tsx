import { campaignContract } from '@canbao/http-contract/campaign.contract';
import { useState } from 'react';

import { useCommand } from '../api/use-answer.ts';
import { formatDeadline } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { Sheet } from '../look/sheet.tsx';
import { useWords, Words } from '../look/words.tsx';
import type { CampaignAnswer } from './overview-answer.ts';

type Props = { readonly campaign: CampaignAnswer; readonly deadlineKey: string; readonly onClose: () => void };
const shanghai = 8 * 3_600_000;
const toDate = (at: number) => new Date(at - 1 + shanghai).toISOString().slice(0, 10);
/** A day as the schemes mean it: to its 24:00, Shanghai time. */
const endOfDay = (date: string) => Date.parse(`${date}T00:00:00Z`) + 86_400_000 - shanghai;

/** Moves one deadline, with a reason; running reminders and timers follow at once, no other date moves. */
export function MoveDeadlineSheet({ campaign, deadlineKey, onClose }: Props) {
  const say = useWords();
  const deadline = campaign.deadlines.find(({ key }) => key === deadlineKey);
  const [date, setDate] = useState(deadline ? toDate(deadline.dueAt) : '');
  const [reason, setReason] = useState('');
  const move = useCommand(campaignContract.moveDeadline);
  if (!deadline) return null;
  const toAt = date ? endOfDay(date) : deadline.dueAt;
  const isReady = reason.trim().length >= 4 && toAt !== deadline.dueAt;
  return (
    <Sheet
      title={<Words zh={`改期：${deadline.title}`} en="move a deadline" />}
      onClose={onClose}
      foot={
        move.data ? (
          <button className="btn primary" onClick={onClose}>
            {say('好', 'Done')}
          </button>
        ) : (
          <button
            className="btn primary"
            disabled={!isReady || move.isPending}
            onClick={() => move.mutate({ body: { deadline: deadline.key, toAt, reason } })}
          >
            {move.isPending ? say('正在记下…', 'Saving…') : say('改期', 'Move it')}
          </button>
        )
      }
    >
      <p className="dim">
        {say('现在的期限', 'now')} <strong>{formatDeadline(deadline.dueAt, say)}</strong>，{' '}
        {say('只动这一个期限；定时和提醒随即跟着走。', 'only this date moves; timers and reminders follow at once.')}
      </p>
      <label className="field">
        <span className="name">
          <Words zh="改到（含当日 24:00）" en="to the end of" />
        </span>
        <input className="input" type="date" name="toDate" value={date} onChange={(e) => setDate(e.target.value)} />
      </label>
      <label className="field">
        <span className="name">
          <Words zh="理由，至少四个字" en="reason, at least four characters" />
        </span>
        <textarea className="input" rows={2} name="reason" value={reason} onChange={(e) => setReason(e.target.value)} />
      </label>
      {move.error ? <ProblemNotice problem={move.error.problem} /> : null}
      {move.data ? (
        <div className="notice ok" style={{ marginTop: 12 }} role="status">
          <h3>
            <Mark name="done" /> {say('已改期', 'Moved')}
          </h3>
          {move.data.overlaps.length > 0 ? (
            <p>
              <Mark name="warning" /> {say('与这些期限重叠', 'Overlaps with')}：{move.data.overlaps.join('，')}
            </p>
          ) : null}
        </div>
      ) : null}
    </Sheet>
  );
}
