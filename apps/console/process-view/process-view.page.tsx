import './process-view.css';

import { campaignContract } from '@canbao/http-contract/campaign.contract';

import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { formatCount, formatRecorded } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { PageHead } from '../look/page-head.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useWords } from '../look/words.tsx';
import { waitingGroups } from './waiting-groups.ts';
import { WaitingTable } from './waiting-table.tsx';

/** The one screen that asks the engine: what each workflow waits for, since when, what happens if nobody acts. No money, no people. */
export function ProcessViewPage() {
  const say = useWords();
  const state = useAnswer(campaignContract.state);
  const process = useAnswer(campaignContract.process);
  if (process.error)
    return (
      <>
        <PageHead zh="谁在等什么" en="process view" />
        <ProblemNotice problem={process.error.problem} />
        <p className="dim" style={{ marginTop: 8 }}>
          {say(
            '别的屏幕照常可用：它们读账，不问引擎。',
            'Every other screen works on: they read the log, not the engine.',
          )}{' '}
          <button className="btn small" onClick={() => void process.refetch()}>
            {say('再问一次', 'Ask again')}
          </button>
        </p>
      </>
    );
  return (
    <Answered of={process}>
      {({ rows, answeredAt, closedToday }) => (
        <>
          <PageHead
            zh="谁在等什么"
            en="process view"
            about={
              <span className="waiting-counts">
                {waitingGroups.map(({ group, zh, en, mark }) => (
                  <span key={group} data-count={group}>
                    <Mark name={mark} /> {say(zh, en)}{' '}
                    <strong>{formatCount(rows.filter((row) => row.group === group).length)}</strong>
                  </span>
                ))}
                <span>
                  <Mark name="done" /> {say('今日办完', 'done today')} <strong>{formatCount(closedToday)}</strong>
                </span>
              </span>
            }
            aside={
              <span className="dim">
                <Mark name="done" />{' '}
                {say(
                  `流程引擎 ${formatRecorded(Date.parse(answeredAt)).slice(6)} 有答复；此页不含金额与缴费人`,
                  `the engine answered at ${formatRecorded(Date.parse(answeredAt)).slice(6)}; no money, no people here`,
                )}
              </span>
            }
          />
          <WaitingTable rows={rows} planNow={state.data?.planNow ?? 0} />
        </>
      )}
    </Answered>
  );
}
