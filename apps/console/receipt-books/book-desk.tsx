import { receiptBookContract } from '@canbao/http-contract/receipt-book.contract';
import { useState } from 'react';

import { useAnswer, useCommand } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { CommandButton } from '../look/command-button.tsx';
import { formatCount, formatInstant } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import { useHasRole } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import { BookGrid } from './book-grid.tsx';
import { NumberPanel } from './number-panel.tsx';
import { type Book, bookCells, statusWords } from './number-state.ts';

/** One book at a glance, and what its tax branch does with it: count, clear up, settle. */
export function BookDesk({ township, book }: { readonly township: string; readonly book: string }) {
  const { at, query } = useAsOf();
  const say = useWords();
  const [chosen, setChosen] = useState<number | null>(null);
  const mayWork = useHasRole('tax-branch') && at === null;
  const page = useAnswer(receiptBookContract.page, { params: { township }, query: { ...query, book } });
  return (
    <Answered of={page}>
      {(shown) => {
        const cells = bookCells(shown);
        const cell = cells.find(({ number }) => number === chosen);
        return (
          <div className="book-desk">
            <Section
              zh={`${shown.book.book} 号本`}
              en="number by number"
              aside={
                <>
                  <Mark name={shown.book.status === 'settled' ? 'done' : 'waiting'} />{' '}
                  {say(statusWords[shown.book.status].zh, statusWords[shown.book.status].en)}
                </>
              }
            >
              <BookGrid key={shown.book.book} cells={cells} chosen={chosen} onChoose={setChosen} />
            </Section>
            {cell ? (
              <NumberPanel key={cell.number} township={township} book={shown.book} cell={cell} mayWork={mayWork} />
            ) : null}
            <Section zh="清点与结清" en="count and settle">
              <Steps book={shown.book} />
              {mayWork && shown.book.status === 'handed-back' ? (
                <CountSheets township={township} book={shown.book} />
              ) : null}
              {mayWork && shown.book.status !== 'settled' ? (
                <div className="settle">
                  <CommandButton
                    operation={receiptBookContract.settle}
                    input={{ params: { township, book: shown.book.book }, body: {} }}
                    isPrimary={shown.book.status === 'counted' && shown.book.unaccounted === 0}
                  >
                    {say('结清这一本', 'Settle this book')}
                  </CommandButton>
                </div>
              ) : null}
            </Section>
          </div>
        );
      }}
    </Answered>
  );
}

function Steps({ book }: { readonly book: Book }) {
  const say = useWords();
  const size = book.last - book.first + 1;
  const step = (isDone: boolean, what: string, detail: string) => (
    <li>
      <Mark name={isDone ? 'done' : 'waiting'} /> <strong>{what}</strong> <span className="dim">{detail}</span>
    </li>
  );
  const sheets = say(`空白 ${formatCount(book.sheets ?? 0)} 张`, `${formatCount(book.sheets ?? 0)} blank sheets`);
  return (
    <ul className="book-steps">
      {step(
        book.handedBackAt !== null,
        say('代征人交回', 'handed back by the agent'),
        book.handedBackAt === null
          ? say(
              `还没有，应有空白 ${formatCount(book.blank)} 张`,
              `not yet; ${formatCount(book.blank)} blank sheets should be there`,
            )
          : `${formatInstant(book.handedBackAt)} ${book.countedAt === null ? sheets : ''}`,
      )}
      {step(
        book.countedAt !== null,
        say('税务分局清点', 'counted by the tax branch'),
        book.countedAt === null ? say('还没有', 'not yet') : `${formatInstant(book.countedAt)} ${sheets}`,
      )}
      {step(
        book.unaccounted === 0 && book.openCases === 0,
        say('没有去向的号码', 'numbers without an end'),
        say(
          `${formatCount(book.unaccounted)} 个，未结案 ${book.openCases} 个；共 ${formatCount(size)} 号`,
          `${formatCount(book.unaccounted)}, ${book.openCases} open cases; ${formatCount(size)} numbers`,
        ),
      )}
      {step(
        book.settledAt !== null,
        say('结清', 'settled'),
        book.settledAt === null ? say('还没有', 'not yet') : formatInstant(book.settledAt),
      )}
    </ul>
  );
}

/** Typed by whoever counted: what the agent said stands above and is not filled in. */
function CountSheets({ township, book }: { readonly township: string; readonly book: Book }) {
  const say = useWords();
  const [typed, setTyped] = useState('');
  const count = useCommand(receiptBookContract.count);
  return (
    <>
      <label className="count-sheets">
        <span>{say('点到的空白张数', 'blank sheets counted')}</span>
        <input
          className="input mono"
          name="sheets"
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value.replace(/\D/g, ''))}
        />
        <button
          className="btn primary"
          disabled={typed === '' || count.isPending}
          onClick={() =>
            count.mutate({ params: { township, book: book.book }, body: { sheets: Math.min(10_000, Number(typed)) } })
          }
        >
          {say('清点无误', 'Counted')}
        </button>
      </label>
      {count.error ? <ProblemNotice problem={count.error.problem} /> : null}
    </>
  );
}
