import { receiptBookContract } from '@canbao/http-contract/receipt-book.contract';
import { useState } from 'react';

import { useCommand } from '../api/use-answer.ts';
import { FileDigestField } from '../look/file-digest-field.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { TextField } from '../look/text-field.tsx';
import { useWords, Words } from '../look/words.tsx';
import type { BookCell } from './number-state.ts';

type Finding = 'used' | 'lost' | 'unused';
type Props = { readonly township: string; readonly cell: BookCell; readonly kind: 'missing' | 'used-twice' };

/** the tax branch's finding, which is the number's end: used for whom, lost with a document, or back again. */
export function CloseCase({ township, cell, kind }: Props) {
  const say = useWords();
  const close = useCommand(receiptBookContract.closeCase);
  // A number that a registration holds can be neither gone nor blank.
  const findings: readonly Finding[] = kind === 'used-twice' ? ['used'] : ['used', 'lost', 'unused'];
  const [finding, setFinding] = useState<Finding>('used');
  const [ofReceipt, setOfReceipt] = useState(kind === 'used-twice' ? cell.receipt : '');
  const [documentSha256, setDigest] = useState('');
  const [reason, setReason] = useState('');
  const isReady =
    reason.trim().length >= 4 &&
    (finding === 'unused' || documentSha256 !== '') &&
    (finding !== 'used' || /^[A-Z]{2}\d{4}-\d{8}$/.test(ofReceipt));
  const body =
    finding === 'used'
      ? { finding, ofReceipt, documentSha256, reason }
      : finding === 'lost'
        ? { finding, documentSha256, reason }
        : { finding, reason };
  const words: Readonly<Record<Finding, string>> = {
    used: say('查明已用', 'used'),
    lost: say('遗失', 'lost'),
    unused: say('找到，没有用过', 'turned up unused'),
  };
  return (
    <div className="case-form" data-testid="close-case">
      <h3 className="strong">
        <Words zh="结案" en="close the case" />
      </h3>
      <span className="segmented" role="group" aria-label={say('查明结果', 'finding')}>
        {findings.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === finding}
            data-finding={one}
            onClick={() => setFinding(one)}
          >
            {words[one]}
          </button>
        ))}
      </span>
      {finding === 'used' ? (
        <TextField
          title={<Words zh="用于哪条登记：登记的收据号" en="registered under receipt number" />}
          onChange={(typed) => setOfReceipt(typed.trim().toUpperCase())}
          {...{ name: 'ofReceipt', value: ofReceipt, isCode: true }}
        />
      ) : null}
      {finding === 'unused' ? null : (
        <FileDigestField
          zh={finding === 'used' ? '存根照片' : '遗失证明'}
          en={finding === 'used' ? 'photo of the counterfoil' : 'document of the loss'}
          digest={documentSha256}
          onDigest={setDigest}
        />
      )}
      <TextField
        title={<Words zh="怎样查明的" en="how it was found out" />}
        {...{ name: 'closeReason', value: reason, onChange: setReason }}
      />
      <button
        className="btn primary"
        disabled={!isReady || close.isPending}
        onClick={() => close.mutate({ params: { township, receipt: cell.receipt }, body })}
      >
        {say('结案', 'Close the case')}
      </button>
      {close.error ? <ProblemNotice problem={close.error.problem} /> : null}
    </div>
  );
}
