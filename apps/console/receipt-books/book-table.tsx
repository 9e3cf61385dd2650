import { receiptText } from '@canbao/domain/receipt-book/receipt-number';

import { formatCount } from '../look/format.ts';
import { Mark, type MarkName } from '../look/mark.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import { type Book, statusWords } from './number-state.ts';

const marks: Readonly<Record<Book['status'], MarkName>> = {
  issued: 'waiting',
  'handed-back': 'near',
  counted: 'near',
  settled: 'done',
};

type Props = { readonly books: readonly Book[]; readonly chosen: string; readonly onChoose: (book: string) => void };

/** Late first; a bar per book, and beside it the four kinds that add up to its size. */
export function BookTable({ books, chosen, onChoose }: Props) {
  const say = useWords();
  const sum = (of: (book: Book) => number): number => books.reduce((total, book) => total + of(book), 0);
  return (
    <Section
      zh="各本"
      en="all books"
      aside={say('已用 + 作废 + 退回 + 未交代 = 全本', 'used + void + returned + unaccounted = the book')}
    >
      <table>
        <thead>
          <tr>
            <th>{say('本号', 'Book')}</th>
            <th>{say('代征人', 'Agent')}</th>
            <th>{say('状态', 'State')}</th>
            <th aria-label={say('构成', 'Shares')} />
            <th className="num">{say('已用', 'Used')}</th>
            <th className="num">{say('作废', 'Void')}</th>
            <th className="num">{say('退回', 'Returned')}</th>
            <th className="num">{say('未交代', 'Unaccounted')}</th>
          </tr>
        </thead>
        <tbody>
          {books.map((book) => (
            <tr
              key={book.book}
              className={book.book === chosen ? 'chosen' : ''}
              data-book={book.book}
              data-status={book.status}
            >
              <td className="nowrap">
                <button
                  className="btn plain small mono"
                  aria-pressed={book.book === chosen}
                  onClick={() => onChoose(book.book)}
                >
                  {book.book}
                </button>
                <span className="range mono">
                  {receiptText({ series: book.series, number: book.first })}
                  <br />
                  {receiptText({ series: book.series, number: book.last })}
                </span>
              </td>
              <td>
                {book.agentName} <span className="faint">{book.villageName}</span>
              </td>
              <td>
                <Mark name={book.openCases > 0 ? 'late' : marks[book.status]} />{' '}
                {say(statusWords[book.status].zh, statusWords[book.status].en)}
                {book.openCases > 0 ? (
                  <span className="late cases"> {say(`${book.openCases} 案未结`, `${book.openCases} open cases`)}</span>
                ) : null}
              </td>
              <td>
                <Shares book={book} />
              </td>
              <td className="num" data-name={say('已用', 'used')}>
                {formatCount(book.used)}
              </td>
              <td className="num" data-name={say('作废', 'void')}>
                {formatCount(book.void)}
              </td>
              <td className="num" data-name={say('退回', 'returned')}>
                {formatCount(book.returned)}
              </td>
              <td
                data-name={say('未交代', 'unaccounted')}
                className={`num ${book.unaccounted > 0 && book.status !== 'issued' ? 'late strong' : ''}`}
              >
                {formatCount(book.unaccounted)}
              </td>
            </tr>
          ))}
          <tr className="dense total">
            <td colSpan={4}>{say('合计', 'Sum')}</td>
            <td className="num">{formatCount(sum(({ used }) => used))}</td>
            <td className="num">{formatCount(sum((book) => book.void))}</td>
            <td className="num">{formatCount(sum(({ returned }) => returned))}</td>
            <td className="num">{formatCount(sum(({ unaccounted }) => unaccounted))}</td>
          </tr>
        </tbody>
      </table>
    </Section>
  );
}

function Shares({ book }: { readonly book: Book }) {
  const size = book.last - book.first + 1;
  const parts = [
    ['used', book.used],
    ['void', book.void],
    ['returned', book.returned],
    ['unaccounted', book.unaccounted],
  ] as const;
  return (
    <span className="book-bar" aria-hidden="true">
      {parts.map(([kind, count]) =>
        count > 0 ? <span key={kind} className={kind} style={{ width: `${(count * 100) / size}%` }} /> : null,
      )}
    </span>
  );
}
