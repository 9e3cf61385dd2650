import { Fragment } from 'react';

import { formatCount, formatEnd, formatInstant, formatSpan } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { Said } from '../look/said.tsx';
import { useWords, Words } from '../look/words.tsx';
import { WaitingAxis } from './waiting-axis.tsx';
import { waitingGroups, type WaitingRow } from './waiting-groups.ts';

type Props = { readonly rows: readonly WaitingRow[]; readonly planNow: number };

/** Grouped by whom we wait for; within a group the longest wait first. */
export function WaitingTable({ rows, planNow }: Props) {
  const say = useWords();
  return (
    <table className="waiting">
      <thead>
        <tr>
          <th>{say('单位', 'Unit')}</th>
          <th>{say('流程', 'Workflow')}</th>
          <th>{say('等什么', 'Waits for')}</th>
          <th>{say('等谁', 'Whom')}</th>
          <th>{say('已等', 'Since')}</th>
          <th className="axis-head">
            <span>{say('−24 时', '−24 h')}</span>
            <strong>{say('现在', 'now')}</strong>
            <span>{say('+24 时', '+24 h')}</span>
          </th>
          <th>{say('下一定时', 'Next timer')}</th>
          <th>{say('次数', 'Attempts')}</th>
          <th>{say('若无人处理', 'If nobody acts')}</th>
        </tr>
      </thead>
      <tbody>
        {waitingGroups.map(({ group, zh, en, mark, tone }) => {
          const own = rows.filter((row) => row.group === group).sort((a, b) => a.since - b.since);
          if (own.length === 0) return null;
          return (
            <Fragment key={group}>
              <tr className="group" data-group={group}>
                <td colSpan={8} style={{ boxShadow: `inset 4px 0 ${tone}` }}>
                  <strong>
                    <Words zh={zh} en={en} />
                  </strong>
                </td>
                <td className="num">
                  {formatCount(own.length)} {say('项', '')}
                </td>
              </tr>
              {own.map((row) => (
                <tr key={row.workflowId} data-workflow={row.workflowId}>
                  <td className="strong nowrap">{row.unitName}</td>
                  <td>
                    <Said text={row.kind} />
                    <span className="id mono">{row.workflowId}</span>
                  </td>
                  <td data-waits-for>
                    <Mark name={mark} /> <Said text={row.waitsFor} />
                  </td>
                  <td className="nowrap" data-whom>
                    <Said text={row.whom || '—'} />
                  </td>
                  <td className="nowrap" data-since>
                    {formatInstant(row.since)} <span className="faint">{formatSpan(planNow - row.since, say)}</span>
                  </td>
                  <td>
                    <WaitingAxis since={row.since} next={row.nextTimerAt} now={planNow} tone={tone} />
                  </td>
                  <td className="nowrap">{row.nextTimerAt === null ? '—' : formatEnd(row.nextTimerAt)}</td>
                  <td className={row.attempts ? 'late strong' : 'dim'}>{row.attempts || '—'}</td>
                  <td className="dim">
                    <Said text={row.ifNobodyActs} />
                  </td>
                </tr>
              ))}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}
