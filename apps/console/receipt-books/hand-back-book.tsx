import { receiptBookContract } from '@canbao/http-contract/receipt-book.contract';
import { useState } from 'react';

import { TextField } from '../look/text-field.tsx';
import { PhoneHead } from '../agent-workbench/phone-head.tsx';
import { useCommand } from '../api/use-answer.ts';
import { formatCount } from '../look/format.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useWords } from '../look/words.tsx';
import type { OwnBook } from './own-books.tsx';

const SHOWN = 12;

/** Counterfoils and blank sheets go to the tax branch; the agent counts them first, and types what was counted. */
export function HandBackBook({ book, onBack }: { readonly book: OwnBook; readonly onBack: () => void }) {
  const say = useWords();
  const [typed, setTyped] = useState('');
  const handBack = useCommand(receiptBookContract.handBack);
  const eight = (number: number): string => String(number).padStart(8, '0');
  return (
    <>
      <PhoneHead title={say('交回收据本', 'Hand the book back')} detail={book.book} onBack={onBack} />
      <p className="due">
        <span>{say('应有空白', 'blank sheets')}</span>
        <strong>
          {formatCount(book.blank)} {say('张', '')}
        </strong>
      </p>
      <ul className="numbers">
        {book.blanks.slice(0, SHOWN).map(({ from, to }) => (
          <li key={from}>
            {eight(from)}
            {to > from ? `—${eight(to)}` : ''} <span className="faint">{formatCount(to - from + 1)}</span>
          </li>
        ))}
        {book.blanks.length > SHOWN ? (
          <li className="faint">
            {say(`其余 ${book.blanks.length - SHOWN} 段`, `${book.blanks.length - SHOWN} more ranges`)}
          </li>
        ) : null}
      </ul>
      <TextField
        title={say('您点到的空白张数', 'blank sheets you counted')}
        name="sheets"
        value={typed}
        onChange={(text) => setTyped(text.replace(/\D/g, ''))}
        isCode
      />
      <p className="label">
        {say(
          '交回以后，这一本不能再开、不能再作废。少了的先报失，写坏的先作废。',
          'Nothing of the book is written or voided afterwards. Void spoilt sheets and report missing ones first.',
        )}
      </p>
      {handBack.error ? <ProblemNotice problem={handBack.error.problem} /> : null}
      <div className="thumb">
        <button
          className="btn primary main"
          disabled={typed === '' || handBack.isPending}
          onClick={() =>
            handBack.mutate(
              { params: { book: book.book }, body: { sheets: Math.min(10_000, Number(typed)) } },
              { onSuccess: onBack },
            )
          }
        >
          {say('交回税务分局', 'Hand it back')}
        </button>
      </div>
    </>
  );
}
