import { campaignContract } from '@canbao/http-contract/campaign.contract';
import { useState } from 'react';

import { useCommand } from '../api/use-answer.ts';
import { formatDeadline, formatInstant, formatSpan } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import { roleTitles, useHasRole } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import { MoveDeadlineSheet } from './move-deadline-sheet.tsx';
import { PauseSheet } from './pause-sheet.tsx';
import type { CampaignAnswer } from './overview-answer.ts';

const day = 86_400_000;

/** The next three deadlines, with who is not ready; a moved one shows its old date, reason and mover. */
export function Deadlines({ campaign }: { readonly campaign: CampaignAnswer }) {
  const say = useWords();
  const { at } = useAsOf();
  const mayMove = useHasRole('county-coordinator') && at === null;
  const [moving, setMoving] = useState<string | null>(null);
  const [isPausing, setPausing] = useState(false);
  const resume = useCommand(campaignContract.resume);
  const next = campaign.deadlines
    .filter(({ dueAt }) => dueAt > campaign.planNow - day)
    .sort((a, b) => a.dueAt - b.dueAt)
    .slice(0, 3);
  return (
    <Section
      zh="三个期限"
      en="deadlines"
      aside={
        mayMove ? (
          campaign.isPaused ? (
            <button
              className="btn small"
              onClick={() => resume.mutate({ body: { reason: say('恢复征缴', 'campaign resumed') } })}
            >
              {say('恢复', 'Resume')}
            </button>
          ) : (
            <button className="btn small" onClick={() => setPausing(true)}>
              {say('暂停…', 'Pause…')}
            </button>
          )
        ) : null
      }
    >
      {next.length === 0 ? (
        <p className="dim" style={{ padding: '8px 0' }}>
          {say('没有再到来的期限。', 'No deadline is ahead.')}
        </p>
      ) : null}
      {next.map((deadline) => {
        const left = deadline.dueAt - campaign.planNow;
        const last = deadline.moves.at(-1);
        return (
          <div key={deadline.key} className="deadline" data-deadline={deadline.key}>
            <p>
              <Mark name={left < 0 ? 'late' : left < 2 * day ? 'near' : 'waiting'} /> <strong>{deadline.title}</strong>
              {mayMove ? (
                <button className="btn plain small" style={{ float: 'right' }} onClick={() => setMoving(deadline.key)}>
                  {say('改期…', 'Move…')}
                </button>
              ) : null}
            </p>
            <p>
              <span className={`big ${left < 0 ? 'late' : ''}`}>
                {left < 0 ? say(`迟 ${formatSpan(-left)}`, `${formatSpan(-left)} late`) : formatSpan(left)}
              </span>
              <span className="dim" style={{ float: 'right' }}>
                {formatDeadline(deadline.dueAt)}
              </span>
            </p>
            <p className="dim">
              {deadline.waitingFor ??
                say(`由${roleTitles[deadline.owner].zh}办`, `by the ${roleTitles[deadline.owner].en}`)}
            </p>
            {last ? (
              <p className="faint">
                {say('原', 'was')} {formatInstant(last.fromAt)}，{last.by}：{last.reason}
              </p>
            ) : null}
          </div>
        );
      })}
      {moving ? <MoveDeadlineSheet campaign={campaign} deadlineKey={moving} onClose={() => setMoving(null)} /> : null}
      {isPausing ? <PauseSheet onClose={() => setPausing(false)} /> : null}
    </Section>
  );
}
