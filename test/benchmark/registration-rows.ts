import { madeUpIdNumber } from '@canbao/domain/rehearsal/made-up-people';

/** Rows of a registration file, all of them good: people from `first` on, receipts from `receipt` on. */
export function* registrationRows(from: {
  readonly rows: number;
  readonly first: number;
  readonly receipt: number;
}): Generator<readonly string[]> {
  for (let n = 0; n < from.rows; n += 1) {
    yield [
      madeUpIdNumber(7, from.first + n),
      `张${String.fromCodePoint(0x4e00 + (n % 9_000))}`,
      `${(n % 12) + 1}组`,
      `TC2020-${String(from.receipt + n).padStart(8, '0')}`,
      '250.00',
      '2019-09-21',
    ];
  }
}

export const registrationHeads = ['身份证号', '姓名', '村民小组', '收据号', '金额(元)', '收款日期'] as const;
