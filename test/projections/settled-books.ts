import type { DomainEvent } from '@canbao/domain/domain-event';

import { agentOf, type SeasonScribe, sha, townshipOf } from './season-scribe.ts';

/**
 * What becomes of the books of the first township: one with a spoilt and a lost number, one whose missing number
 * is traced to a registration; both are settled. Of the next township one is handed back and has a case.
 */
export function settledBooks(scribe: SeasonScribe): void {
  const [first, second, third] = scribe.units;
  const size = 1_000;
  const start = (unit: string) => scribe.units.indexOf(unit) * size;
  const used = scribe.peoplePerVillage;
  const bookOf = (unit: string) => {
    const township = townshipOf(unit);
    const own = scribe.units.filter((one) => townshipOf(one) === township);
    return `${township}-${own.indexOf(unit) + 1}`;
  };
  const receipt = (unit: string, nth: number) => `SC2020-${String(start(unit) + nth).padStart(8, '0')}`;
  const say = (unit: string, ...events: readonly DomainEvent[]) =>
    scribe.record(...events.map((event) => scribe.fact(`book-${bookOf(unit)}`, unit, event)));
  const handBack = (unit: string, sheets: number) => {
    say(unit, { type: 'ReceiptBookHandedBack', data: { book: bookOf(unit), agent: agentOf(unit), sheets } });
  };
  const report = (unit: string, nth: number, kind: 'missing' | 'used-twice') => {
    const data = {
      book: bookOf(unit),
      receipt: receipt(unit, nth),
      kind,
      by: 'agent',
      reason: '点数时少一张',
    } as const;
    say(unit, { type: 'ReceiptReported', data });
  };
  const count = (unit: string, from: number) => {
    const book = bookOf(unit);
    const ranges = [{ from: start(unit) + from, to: start(unit) + size }];
    say(
      unit,
      { type: 'ReceiptsReturned', data: { book, series: 'SC2020', ranges } },
      { type: 'ReceiptBookCounted', data: { book, sheets: size - from + 1 } },
    );
  };

  const one = { book: bookOf(first!), reason: '已登报声明' };
  say(first!, {
    type: 'ReceiptVoided',
    data: {
      ...one,
      receipt: receipt(first!, used + 1),
      why: 'spoilt',
      documentSha256: sha('photo'),
      reason: '写错姓名',
    },
  });
  report(first!, used + 2, 'missing');
  handBack(first!, size - used - 2);
  count(first!, used + 3);
  const lost = { ...one, receipt: receipt(first!, used + 2), documentSha256: sha('notice') };
  say(
    first!,
    { type: 'ReceiptCaseClosed', data: { ...lost, kind: 'missing', finding: 'lost', registration: null } },
    { type: 'ReceiptVoided', data: { ...lost, why: 'lost' } },
  );
  say(first!, { type: 'ReceiptBookSettled', data: { book: one.book, used, void: 2, returned: size - used - 2 } });

  const two = { book: bookOf(second!), receipt: receipt(second!, used + 1) };
  const { registration } = scribe.payers.find(({ unit }) => unit === second)!;
  report(second!, used + 1, 'missing');
  handBack(second!, size - used - 1);
  count(second!, used + 2);
  const finding = { kind: 'missing', finding: 'used', registration, documentSha256: sha('counterfoil') } as const;
  say(
    second!,
    { type: 'ReceiptCaseClosed', data: { ...two, ...finding, reason: '存根与登记相符' } },
    { type: 'ReceiptTraced', data: { ...two, registration } },
  );
  say(second!, {
    type: 'ReceiptBookSettled',
    data: { book: two.book, used: used + 1, void: 0, returned: size - used - 1 },
  });

  report(third!, 1, 'used-twice');
  report(third!, used + 1, 'missing');
  handBack(third!, size - used - 1);
}
