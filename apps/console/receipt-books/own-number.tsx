import { receiptText } from '@canbao/domain/receipt-book/receipt-number';
import { receiptBookContract } from '@canbao/http-contract/receipt-book.contract';
import { useState } from 'react';

import { TextField } from '../look/text-field.tsx';
import { PhoneHead } from '../agent-workbench/phone-head.tsx';
import { useCommand } from '../api/use-answer.ts';
import { FileDigestField } from '../look/file-digest-field.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useWords } from '../look/words.tsx';
import type { OwnBook } from './own-books.tsx';

type Props = { readonly book: OwnBook; readonly act: 'void' | 'missing'; readonly onBack: () => void };

/** One sheet of the own book: spoilt, with its photo, or missing; each with a reason. */
export function OwnNumber({ book, act, onBack }: Props) {
  const say = useWords();
  const next = book.blanks[0]?.from;
  const [receipt, setReceipt] = useState(
    act === 'void' && next !== undefined ? receiptText({ series: book.series, number: next }) : `${book.series}-`,
  );
  const [photoSha256, setDigest] = useState('');
  const [reason, setReason] = useState('');
  const spoil = useCommand(receiptBookContract.voidReceipt);
  const report = useCommand(receiptBookContract.reportOwn);
  const isVoid = act === 'void';
  const problem = (isVoid ? spoil.error : report.error)?.problem;
  const isReady = /^[A-Z]{2}\d{4}-\d{8}$/.test(receipt) && reason.trim().length >= 4 && (!isVoid || photoSha256 !== '');
  const send = () => {
    const params = { receipt };
    if (isVoid) spoil.mutate({ params, body: { photoSha256, reason } }, { onSuccess: onBack });
    else report.mutate({ params, body: { kind: 'missing', reason } }, { onSuccess: onBack });
  };
  return (
    <>
      <PhoneHead
        title={isVoid ? say('作废一张', 'Void a sheet') : say('报失一张', 'A sheet is missing')}
        detail={book.book}
        onBack={onBack}
      />
      <p className="label">
        {isVoid
          ? say(
              '写坏的收据三联一起留在本内，拍下照片。已开给缴费人的不能作废。',
              'Keep all parts of the spoilt sheet in the book and take its photo. A receipt that a payer holds stays used.',
            )
          : say(
              '找不到的号码由税务分局查明；找到以后交给他们。',
              'The tax branch finds out about it; bring them the sheet when it turns up.',
            )}
      </p>
      <TextField
        title={say('收据号', 'receipt')}
        name="receipt"
        value={receipt}
        onChange={(typed) => setReceipt(typed.trim().toUpperCase())}
        isCode
      />
      <TextField
        title={say('原因', 'reason')}
        name="reason"
        hint={isVoid ? say('如 写错姓名', 'e.g. wrong name') : say('如 点数时少一张', 'e.g. one short when counted')}
        value={reason}
        onChange={setReason}
      />
      {isVoid ? (
        <FileDigestField
          zh="作废收据照片"
          en="photo of the sheet"
          digest={photoSha256}
          onDigest={setDigest}
          accept="image/*"
        />
      ) : null}
      {problem ? <ProblemNotice problem={problem} /> : null}
      <div className="thumb">
        <button className="btn primary main" disabled={!isReady || spoil.isPending || report.isPending} onClick={send}>
          {isVoid ? say('作废这一张', 'Void it') : say('报失', 'Report it')}
        </button>
      </div>
    </>
  );
}
