import { taskContract } from '@canbao/http-contract/task.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';
import { useState } from 'react';

import { useCommand } from '../api/use-answer.ts';
import { FileButton } from '../look/file-button.tsx';
import { formatCount, formatSigned } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useWords } from '../look/words.tsx';

type Imported = AnswerOf<typeof taskContract.table>['imported'];
type Props = { readonly imported: Imported; readonly mayAct: boolean };

/** the printed total and the sum of the rows, both kept; a person confirms the difference. */
export function TaskTotals({ imported, mayAct }: Props) {
  const say = useWords();
  const [reason, setReason] = useState('');
  const confirm = useCommand(taskContract.confirmTable);
  const load = useCommand(taskContract.importTable);
  return (
    <>
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
          <p className="dim">
            {say(
              'CSV，两列：乡镇(街道)、目标任务数(人)；末行合计。与各行和不符时两个数都列出，由人确认。',
              'CSV of two columns, township and people, with a last row for the total. A difference is shown, and a person confirms.',
            )}
          </p>
          {mayAct ? (
            <div style={{ marginTop: 8 }}>
              <FileButton
                name=""
                accept=".csv,text/csv"
                onFile={(file) => void file.text().then((csv) => load.mutate({ body: { csv } }))}
              />
            </div>
          ) : null}
          {load.error ? <ProblemNotice problem={load.error.problem} /> : null}
        </div>
      )}
    </>
  );
}
