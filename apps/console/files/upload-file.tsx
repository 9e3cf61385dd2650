import { fileContract } from '@canbao/http-contract/file.contract';
import { useEffect, useState } from 'react';

import { useUpload } from '../api/use-upload.ts';
import { useAnswer } from '../api/use-answer.ts';
import { FileButton } from '../look/file-button.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useWords } from '../look/words.tsx';
import { EarlierFiles } from './earlier-files.tsx';
import { FileResult } from './file-result.tsx';

const LOOK_AGAIN_MS = 500;

/** A file of registrations from first byte to last row, and what became of the files before it. */
export function UploadFile() {
  const say = useWords();
  const [name, setName] = useState('');
  const [intake, setIntake] = useState<string | null>(null);
  const upload = useUpload();
  const result = useAnswer(fileContract.result, { params: { intake: intake ?? '' } }, { isEnabled: intake !== null });
  const isRunning = intake !== null && result.data?.state !== 'taken' && result.data?.state !== 'refused';
  const { refetch } = result;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => void refetch(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isRunning, refetch]);
  const choose = (file: File) => {
    setName(file.name);
    setIntake(null);
    upload.send(file, { onSuccess: (answer) => setIntake(answer.intake) });
  };
  return (
    <>
      <p className="label">
        {say(
          'xlsx，或 UTF-8、GB18030 的 CSV；最多 10 MB、10 万行。列名：身份证号、姓名、村民小组、收据号、金额(元)、收款日期，顺序不限。',
          'xlsx, or CSV in UTF-8 or GB18030; at most 10 MB and 100,000 rows. These columns, in any order.',
        )}{' '}
        <a href={fileContract.template.path} download>
          {say('下载空表', 'Download a template')}
        </a>
      </p>
      <div className="field">
        <span className="name">{say('选文件', 'File')}</span>
        <FileButton name={name} accept=".xlsx,.csv,text/csv" onFile={choose} />
      </div>
      {upload.error ? <ProblemNotice problem={upload.error.problem} /> : null}
      {upload.share !== null || intake !== null ? (
        <FileResult share={upload.share} result={intake === null ? undefined : result.data} />
      ) : null}
      <EarlierFiles shown={intake} onChoose={setIntake} />
    </>
  );
}
