import { taskContract } from '@canbao/http-contract/task.contract';
import { useState } from 'react';

import { useAnswer, useCommand } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { formatCount, formatSigned } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { PageHead } from '../look/page-head.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import { useHasRole } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';

/** The issued task table beside what its rows add up to; a difference stays visible after it is confirmed. */
export function TasksPage() {
  const say = useWords();
  const { query, at } = useAsOf();
  const mayAct = useHasRole('county-coordinator') && at === null;
  const table = useAnswer(taskContract.table, { query });
  const [reason, setReason] = useState('');
  const confirm = useCommand(taskContract.confirmTable);
  const load = useCommand(taskContract.importTable);
  return (
    <Answered of={table}>
      {({ imported, set, setTotal }) => (
        <>
          <PageHead zh="任务" en="targets" />
          {imported ? (
            <div
              className={`notice ${imported.printedTotal === imported.rowSum || imported.isConfirmed ? '' : 'near'}`}
              style={{ marginBottom: 16 }}
              data-testid="task-totals"
            >
              <h3>
                <Mark name={imported.printedTotal === imported.rowSum || imported.isConfirmed ? 'done' : 'warning'} />{' '}
                {say(
                  `印出的合计 ${formatCount(imported.printedTotal)}，各行相加 ${formatCount(imported.rowSum)}，差 ${formatSigned(imported.rowSum - imported.printedTotal)}`,
                  `printed total ${formatCount(imported.printedTotal)}, rows add to ${formatCount(imported.rowSum)}, difference ${formatSigned(imported.rowSum - imported.printedTotal)}`,
                )}
              </h3>
              <p>
                {imported.isConfirmed
                  ? say(
                      `${imported.confirmedBy ?? ''} 已确认：${imported.reason ?? ''}`,
                      `confirmed by ${imported.confirmedBy ?? ''}: ${imported.reason ?? ''}`,
                    )
                  : say(
                      '两个数都保留；有人确认后任务表才可用。',
                      'Both are kept; the table is usable once a person confirms.',
                    )}
              </p>
              {!imported.isConfirmed && mayAct ? (
                <p style={{ display: 'flex', gap: 8, marginTop: 8 }}>
                  <input
                    className="input"
                    style={{ maxWidth: 360 }}
                    name="confirmReason"
                    placeholder={say('确认的理由', 'reason')}
                    value={reason}
                    onChange={(e) => setReason(e.target.value)}
                  />
                  <button
                    className="btn primary"
                    disabled={reason.trim().length < 4 || confirm.isPending}
                    onClick={() => confirm.mutate({ body: { reason } })}
                  >
                    {say('确认差异', 'Confirm')}
                  </button>
                </p>
              ) : null}
              {confirm.error ? <ProblemNotice problem={confirm.error.problem} /> : null}
            </div>
          ) : (
            <div className="notice">
              <h3>{say('还没有导入任务表', 'No task table yet')}</h3>
              {mayAct ? (
                <input
                  type="file"
                  accept=".csv,text/csv"
                  onChange={(e) => {
                    const file = e.target.files?.[0];
                    if (file) void file.text().then((csv) => load.mutate({ body: { csv } }));
                  }}
                />
              ) : null}
              {load.error ? <ProblemNotice problem={load.error.problem} /> : null}
            </div>
          )}
          <Section
            zh="下达到乡镇"
            en="set for townships"
            aside={
              <span>
                {say('合计', 'total')} <strong>{formatCount(setTotal)}</strong> {say('人', 'people')}
              </span>
            }
          >
            <table>
              <thead>
                <tr>
                  <th>{say('乡镇', 'Township')}</th>
                  <th className="num">{say('任务表印（人）', 'Printed')}</th>
                  <th className="num">{say('下达（人）', 'Set')}</th>
                  <th className="num">{say('村', 'Villages')}</th>
                  <th className="num">{say('各村相加', 'Villages add to')}</th>
                </tr>
              </thead>
              <tbody>
                {set.map((township) => {
                  const sum = township.villages.reduce((total, { people }) => total + people, 0);
                  return (
                    <tr key={township.township} className="dense">
                      <td className="strong">{township.name}</td>
                      <td className="num dim">
                        {formatCount(imported?.rows.find(({ name }) => name === township.name)?.people ?? 0)}
                      </td>
                      <td className="num">{formatCount(township.people)}</td>
                      <td className="num">{township.villages.length}</td>
                      <td className="num">
                        {formatCount(sum)} <Mark name={sum === township.people ? 'done' : 'breaks'} />
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
            {set.length === 0 ? (
              <p className="dim" style={{ padding: 8 }}>
                {say('还没有下达。', 'None is set yet.')}
              </p>
            ) : null}
          </Section>
        </>
      )}
    </Answered>
  );
}
