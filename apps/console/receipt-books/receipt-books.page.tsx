import './receipt-books.css';

import { receiptBookContract } from '@canbao/http-contract/receipt-book.contract';
import { useSearchParams } from 'react-router';

import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { Empty } from '../look/empty.tsx';
import { formatCount } from '../look/format.ts';
import { PageHead } from '../look/page-head.tsx';
import { TownshipChoice } from '../look/township-choice.tsx';
import { useWords } from '../look/words.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import { BookDesk } from './book-desk.tsx';
import { BookTable } from './book-table.tsx';
import type { Book } from './number-state.ts';

/** Receipt books of a township: every book with its four kinds, one of them number by number. */
export function ReceiptBooksPage() {
  return <TownshipChoice>{({ code, name }) => <Books key={code} township={code} name={name} />}</TownshipChoice>;
}

function Books({ township, name }: { readonly township: string; readonly name: string }) {
  const say = useWords();
  const { query } = useAsOf();
  const [search, setSearch] = useSearchParams();
  const list = useAnswer(receiptBookContract.list, { params: { township }, query });
  const choose = (book: string) =>
    setSearch((last) => {
      const next = new URLSearchParams(last);
      next.set('township', township);
      next.set('book', book);
      return next;
    });
  return (
    <Answered of={list}>
      {({ books }) => {
        const inOrder = [...books].sort((a, b) => urgency(a) - urgency(b) || a.first - b.first);
        const chosen = inOrder.find(({ book }) => book === search.get('book')) ?? inOrder[0];
        const settled = books.filter(({ status }) => status === 'settled').length;
        const open = books.reduce((sum, { unaccounted }) => sum + unaccounted, 0);
        return (
          <>
            <PageHead
              zh={`${name}收据本`}
              en="receipt books"
              about={say(
                `${books.length} 本，结清 ${settled} 本，没有去向的号码 ${formatCount(open)} 个`,
                `${books.length} books, ${settled} settled, ${formatCount(open)} numbers without an end`,
              )}
            />
            {chosen === undefined ? (
              <Empty
                why={say('还没有收据本，因为还没有发放。', 'No book yet: none was issued.')}
                what={say(
                  '税务分局在动员阶段把收据本发给代征人员，发一本列一本。',
                  'The tax branch gives books to the agents while the county mobilizes.',
                )}
              />
            ) : (
              <div className="books">
                <BookTable books={inOrder} chosen={chosen.book} onChoose={choose} />
                <BookDesk key={chosen.book} township={township} book={chosen.book} />
              </div>
            )}
          </>
        );
      }}
    </Answered>
  );
}

/** What the tax branch has to do comes first: cases, then counting, then settling, then waiting. */
function urgency({ openCases, status }: Book): number {
  if (openCases > 0) return 0;
  return { 'handed-back': 1, counted: 2, issued: 3, settled: 4 }[status];
}
