import { campaignContract } from '@canbao/http-contract/campaign.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';
import { Fragment } from 'react';

import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { formatCount, formatInstant, formatSpan } from '../look/format.ts';
import { Mark, type MarkName } from '../look/mark.tsx';
import { PageHead } from '../look/page-head.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useWords } from '../look/words.tsx';

type Row = AnswerOf<typeof campaignContract.process>['rows'][number];
const groups: readonly Row['group'][] = ['stuck', 'person', 'outside', 'time'];
const marks: Record<Row['group'], MarkName> = { stuck: 'stopped', person: 'near', outside: 'waiting', time: 'waiting' };

/** The one screen that asks the engine: what each workflow waits for, since when, what happens if nobody acts. No money, no people. */
export function ProcessViewPage() {
  const say = useWords();
  const state = useAnswer(campaignContract.state);
  const process = useAnswer(campaignContract.process);
  const words: Record<Row['group'], readonly [string, string]> = {
    stuck: ['停住，要人', 'stuck'],
    person: ['等人', 'waiting for a person'],
    outside: ['等外部', 'waiting for another system'],
    time: ['等时间', 'waiting for a moment'],
  };
  if (process.error)
    return (
      <>
        <PageHead zh="谁在等什么" en="process view" />
        <ProblemNotice problem={process.error.problem} />
        <p className="dim" style={{ marginTop: 8 }}>
          {say(
            '别的屏幕照常可用：它们读账，不问引擎。',
            'Every other screen works on: they read the log, not the engine.',
          )}
        </p>
      </>
    );
  return (
    <Answered of={process}>
      {(shown) => {
        const planNow = state.data?.planNow ?? 0;
        return (
          <>
            <PageHead
              zh="谁在等什么"
              en="process view"
              about={groups
                .map((group) => `${words[group][0]} ${shown.rows.filter((row) => row.group === group).length}`)
                .join('　')}
              aside={
                <span className="dim">
                  <Mark name="done" /> {say('流程引擎', 'the engine answered')} {shown.answeredAt.slice(11, 19)} UTC　
                  {say('此页不含金额与缴费人', 'no money, no people here')}
                </span>
              }
            />
            <table>
              <thead>
                <tr>
                  <th>{say('单位', 'Unit')}</th>
                  <th>{say('流程', 'Workflow')}</th>
                  <th>{say('等什么', 'Waits for')}</th>
                  <th>{say('等谁', 'Whom')}</th>
                  <th>{say('已等', 'Since')}</th>
                  <th>{say('下一定时', 'Next timer')}</th>
                  <th>{say('次数', 'Attempts')}</th>
                  <th>{say('若无人处理', 'If nobody acts')}</th>
                </tr>
              </thead>
              <tbody>
                {groups.map((group) => {
                  const rows = shown.rows.filter((row) => row.group === group);
                  if (rows.length === 0) return null;
                  return (
                    <Fragment key={group}>
                      <tr>
                        <td
                          colSpan={8}
                          style={{
                            background: 'var(--panel)',
                            borderLeft: `4px solid ${group === 'stuck' ? 'var(--late)' : group === 'person' ? 'var(--near)' : 'var(--line-2)'}`,
                          }}
                        >
                          <strong>{words[group][0]}</strong> <span className="en">{words[group][1]}</span>
                          <span style={{ float: 'right' }}>{formatCount(rows.length)}</span>
                        </td>
                      </tr>
                      {rows.map((row) => (
                        <tr key={row.workflowId} className="dense" data-workflow={row.workflowId}>
                          <td className="strong">{row.unitName}</td>
                          <td>
                            {row.kind} <span className="mono faint">{row.workflowId}</span>
                          </td>
                          <td>
                            <Mark name={marks[group]} /> {row.waitsFor}
                          </td>
                          <td>{row.whom}</td>
                          <td>
                            {formatInstant(row.since)} <span className="faint">{formatSpan(planNow - row.since)}</span>
                          </td>
                          <td>{row.nextTimerAt === null ? '—' : formatInstant(row.nextTimerAt)}</td>
                          <td>{row.attempts}</td>
                          <td className="dim">{row.ifNobodyActs}</td>
                        </tr>
                      ))}
                    </Fragment>
                  );
                })}
              </tbody>
            </table>
          </>
        );
      }}
    </Answered>
  );
}
