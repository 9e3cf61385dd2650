import { agentContract } from '@canbao/http-contract/agent.contract';
import { useEffect, useState } from 'react';

import { useAnswer, useCommand } from '../api/use-answer.ts';
import { FileButton } from '../look/file-button.tsx';
import { formatCount } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSaid } from '../look/said.tsx';
import { useWords } from '../look/words.tsx';
import type { Workbench } from './agent-workbench.page.tsx';
import { PhoneHead } from './phone-head.tsx';

/** UTF-8, else GB18030, as WPS and Excel save it. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** A village's list as CSV: good rows are taken, bad rows come back with row, reason and remedy. */
export function UploadFile({ shown, onBack }: { readonly shown: Workbench; readonly onBack: () => void }) {
  const say = useWords();
  const said = useSaid();
  const [name, setName] = useState('');
  const [intake, setIntake] = useState<string | null>(null);
  const upload = useCommand(agentContract.uploadFile);
  const result = useAnswer(agentContract.file, { params: { intake: intake ?? '' } }, { isEnabled: intake !== null });
  const isRunning = intake !== null && result.data?.state !== 'taken' && result.data?.state !== 'refused';
  const { refetch } = result;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => void refetch(), 700);
    return () => clearInterval(timer);
  }, [isRunning, refetch]);
  const choose = async (file: File) => {
    setName(file.name);
    upload.mutate(
      { body: { name: file.name, csv: decode(await file.arrayBuffer()) } },
      { onSuccess: (answer) => setIntake(answer.intake) },
    );
  };
  const template = `data:text/csv;charset=utf-8,${encodeURIComponent('\ufeff身份证号,姓名,村民小组,收据号,金额(元),收款日期\r\n')}`;
  return (
    <>
      <PhoneHead title={say('上传名册', 'Upload a list')} detail={shown.villageName} onBack={onBack} />
      <p className="label">
        {say(
          'CSV，列名：身份证号、姓名、村民小组、收据号、金额(元)、收款日期；顺序不限。',
          'CSV with these column names, in any order.',
        )}{' '}
        <a href={template} download="村级名册.csv">
          {say('下载空表', 'Download a template')}
        </a>
      </p>
      <div className="field">
        <span className="name">{say('选文件', 'File')}</span>
        <FileButton name={name} accept=".csv,text/csv" onFile={(file) => void choose(file)} />
      </div>
      {upload.error ? <ProblemNotice problem={upload.error.problem} /> : null}
      {intake ? (
        <div data-testid="file-result" style={{ marginTop: 12 }}>
          <p>
            {result.data?.state === 'taken' ? (
              <Mark name="done" />
            ) : result.data?.state === 'refused' ? (
              <Mark name="late" />
            ) : (
              <Mark name="waiting" />
            )}{' '}
            {result.data ? stateWords(result.data.state, say) : say('已送达，正在检查…', 'received, checking…')}
          </p>
          {result.data ? (
            <>
              <p>
                {say('收下', 'taken')} <strong>{formatCount(result.data.taken)}</strong> + {say('退回', 'refused')}{' '}
                <strong>{formatCount(result.data.refused)}</strong> + {say('先前已有', 'had before')}{' '}
                <strong>{formatCount(result.data.skipped)}</strong> = {say('合计', 'total')}{' '}
                {formatCount(result.data.total)}
              </p>
              <progress
                max={Math.max(1, result.data.total)}
                value={result.data.taken + result.data.refused + result.data.skipped}
                style={{ width: '100%' }}
              />
              {result.data.problem ? <p className="late">{said(result.data.problem)}</p> : null}
              <ul>
                {result.data.rows.map((row) => (
                  <li
                    key={`${row.row}${row.column}`}
                    style={{ padding: '8px 0', borderBottom: '1px solid var(--line)' }}
                  >
                    {say('第', 'row')} {row.row} {say('行', '')}　{row.column}　{said(row.why)}{' '}
                    <strong>{said(row.remedy)}</strong>
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </div>
      ) : null}
    </>
  );
}

function stateWords(state: string, say: (zh: string, en: string) => string): string {
  if (state === 'taken') return say('好行已登记', 'good rows are registered');
  if (state === 'refused') return say('整份退回，什么也没有登记', 'refused whole, nothing registered');
  return say('正在检查…', 'checking…');
}
