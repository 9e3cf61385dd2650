import './receipt-books.css';

import type { AnswerOf } from '@canbao/http-contract/operation';
import { receiptBookContract } from '@canbao/http-contract/receipt-book.contract';
import { useState } from 'react';

import { PhoneHead } from '../agent-workbench/phone-head.tsx';
import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { formatCount } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { useWords } from '../look/words.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import { HandBackBook } from './hand-back-book.tsx';
import { statusWords } from './number-state.ts';
import { OwnNumber } from './own-number.tsx';

export type OwnBook = AnswerOf<typeof receiptBookContract.mine>['books'][number];
type At = { readonly screen: 'void' | 'missing' | 'hand-back'; readonly book: string } | null;

/** The agent's own books on the phone: what is left of each, spoilt and missing sheets, handing back. */
export function OwnBooks({ onBack }: { readonly onBack: () => void }) {
  const say = useWords();
  const { query } = useAsOf();
  const [at, setAt] = useState<At>(null);
  const mine = useAnswer(receiptBookContract.mine, { query });
  const list = () => setAt(null);
  return (
    <Answered of={mine}>
      {({ books }) => {
        const book = books.find((one) => one.book === at?.book);
        if (at && book)
          return at.screen === 'hand-back' ? (
            <HandBackBook book={book} onBack={list} />
          ) : (
            <OwnNumber book={book} act={at.screen} onBack={list} />
          );
        return (
          <>
            <PhoneHead title={say('收据本', 'Receipt books')} onBack={onBack} />
            {books.length === 0 ? (
              <p className="dim" style={{ padding: '12px 0' }}>
                {say('还没有领过收据本，向税务分局领取。', 'You have no book yet: ask the tax branch for one.')}
              </p>
            ) : null}
            {books.map((one) => (
              <BookCard key={one.book} book={one} onGo={(screen) => setAt({ screen, book: one.book })} />
            ))}
          </>
        );
      }}
    </Answered>
  );
}

type CardProps = { readonly book: OwnBook; readonly onGo: (screen: 'void' | 'missing' | 'hand-back') => void };

function BookCard({ book, onGo }: CardProps) {
  const say = useWords();
  const isInHand = book.status === 'issued';
  const figures: readonly (readonly [string, number])[] = [
    [say('已用', 'used'), book.used],
    [say('作废', 'void'), book.void],
    [say('退回', 'returned'), book.returned],
    isInHand ? [say('空白', 'blank'), book.blank] : [say('未交代', 'open'), book.unaccounted],
  ];
  return (
    <section className="own-book" data-book={book.book} data-status={book.status}>
      <p className="row">
        <strong>{book.book}</strong>
        <span className="dim">
          <Mark name={book.status === 'settled' ? 'done' : isInHand ? 'waiting' : 'near'} />{' '}
          {isInHand ? say('在您手中', 'with you') : say(statusWords[book.status].zh, statusWords[book.status].en)}
        </span>
      </p>
      <p className="label mono">
        {book.series} {String(book.first).padStart(8, '0')}—{String(book.last).padStart(8, '0')}
      </p>
      <dl>
        {figures.map(([word, count]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      {book.reported.length > 0 ? (
        <p className="label">
          <Mark name="late" />{' '}
          {say(
            `${book.reported.length} 个号码已报失，等税务分局查明：`,
            `${book.reported.length} numbers reported, the tax branch finds out: `,
          )}
          <span className="mono">{book.reported.map((number) => String(number).padStart(8, '0')).join(' ')}</span>
        </p>
      ) : null}
      {isInHand ? (
        <div className="three">
          <button className="btn" disabled={book.blank === 0} onClick={() => onGo('void')}>
            {say('作废一张', 'Void one')}
          </button>
          <button className="btn" disabled={book.blank === 0} onClick={() => onGo('missing')}>
            {say('报失一张', 'One is missing')}
          </button>
          <button className="btn" onClick={() => onGo('hand-back')}>
            {say('交回这本', 'Hand back')}
          </button>
        </div>
      ) : null}
    </section>
  );
}
