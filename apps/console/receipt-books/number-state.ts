import { receiptText } from '@canbao/domain/receipt-book/receipt-number';
import type { AnswerOf } from '@canbao/http-contract/operation';
import type { receiptBookContract } from '@canbao/http-contract/receipt-book.contract';

export type BookPage = AnswerOf<typeof receiptBookContract.page>;
export type Book = BookPage['book'];
export type BookNumber = BookPage['numbers'][number];

/** What a cell of the grid shows: the end of a number, an open case, or where a sheet without an end should be. */
export type NumberState = 'used' | 'void' | 'returned' | 'case' | 'handed-back' | 'blank';

export const numberStates: readonly NumberState[] = ['used', 'void', 'returned', 'case', 'handed-back', 'blank'];

export const stateWords: Readonly<Record<NumberState, { readonly zh: string; readonly en: string }>> = {
  used: { zh: '已用', en: 'used' },
  void: { zh: '作废', en: 'void' },
  returned: { zh: '退回', en: 'returned' },
  case: { zh: '有案未结', en: 'case open' },
  'handed-back': { zh: '交回待点', en: 'handed back, not counted' },
  blank: { zh: '空白，在代征人手中', en: 'blank, with the agent' },
};

export type BookCell = {
  readonly number: number;
  readonly receipt: string;
  readonly state: NumberState;
  /** Null: it has neither an end nor a case. */
  readonly known: BookNumber | null;
};

/** Every number of a book in order, with what is known of it. */
export function bookCells({ book, numbers }: BookPage): readonly BookCell[] {
  const known = new Map(numbers.map((one) => [one.number, one]));
  return Array.from({ length: book.last - book.first + 1 }, (_, nth) => {
    const number = book.first + nth;
    const one = known.get(number) ?? null;
    return { number, receipt: receiptText({ series: book.series, number }), state: stateOf(book, one), known: one };
  });
}

function stateOf(book: Book, one: BookNumber | null): NumberState {
  if (one?.case?.isOpen) return 'case';
  if (one !== null && one.end !== 'none') return one.end;
  return book.status === 'issued' ? 'blank' : 'handed-back';
}

/** One line about a number, for the hover, the screen reader and the line under the grid. */
export function cellWords({ receipt, state, known }: BookCell, say: (zh: string, en: string) => string): string {
  const { zh, en } = stateWords[state];
  const parts = [`${receipt} ${say(zh, en)}`];
  if (known?.endedOn) parts.push(known.endedOn.slice(5));
  if (known?.isTraced) parts.push(say('登记在另一号码下', 'registered under another number'));
  if (known?.why) parts.push(known.why);
  if (known?.case?.isOpen) parts.push(caseWords(known.case.kind, say), known.case.why);
  return parts.join('，');
}

export const caseWords = (kind: 'missing' | 'used-twice', say: (zh: string, en: string) => string): string =>
  kind === 'missing' ? say('报失', 'reported missing') : say('重号', 'used twice');

export const statusWords: Readonly<Record<Book['status'], { readonly zh: string; readonly en: string }>> = {
  issued: { zh: '在代征人手中', en: 'with the agent' },
  'handed-back': { zh: '已交回，待清点', en: 'handed back, to be counted' },
  counted: { zh: '已清点，待结清', en: 'counted, to be settled' },
  settled: { zh: '已结清', en: 'settled' },
};
