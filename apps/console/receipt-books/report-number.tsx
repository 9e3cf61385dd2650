import { receiptBookContract } from '@canbao/http-contract/receipt-book.contract';
import { useState } from 'react';

import { useCommand } from '../api/use-answer.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { TextField } from '../look/text-field.tsx';
import { useWords, Words } from '../look/words.tsx';

type Props = {
  readonly township: string;
  readonly receipt: string;
  readonly kind: 'missing' | 'used-twice';
};

/** a number that is missing, or used twice, is reported with a reason. */
export function ReportNumber({ township, receipt, kind }: Props) {
  const say = useWords();
  const [reason, setReason] = useState('');
  const report = useCommand(receiptBookContract.report);
  const isMissing = kind === 'missing';
  return (
    <div className="case-form">
      <TextField
        title={
          isMissing ? (
            <Words zh="找不到这一张：原因" en="the sheet is missing: why" />
          ) : (
            <Words zh="两人持同一号码：经过" en="two people hold it: what is known" />
          )
        }
        {...{ name: 'reportReason', value: reason, onChange: setReason }}
      />
      <button
        className="btn"
        disabled={reason.trim().length < 4 || report.isPending}
        onClick={() => report.mutate({ params: { township, receipt }, body: { kind, reason } })}
      >
        {isMissing ? say('报失，立案', 'Report missing') : say('报重号，立案', 'Report used twice')}
      </button>
      {report.error ? <ProblemNotice problem={report.error.problem} /> : null}
    </div>
  );
}
