import { typedMoment } from './typed-moment.ts';

const instant = (utc: string) => ({ kind: 'instant', at: Date.parse(utc) });

test.each([
  ['4182307', { kind: 'position', position: 4_182_307 }],
  ['4,182,307', { kind: 'position', position: 4_182_307 }],
  ['2019-10-05 16:20', instant('2019-10-05T08:20:00Z')],
  ['2019-10-05', instant('2019-10-05T16:00:00Z')],
  ['2019-10-05 24:00', instant('2019-10-05T16:00:00Z')],
  ['10-05 16：20', instant('2019-10-05T08:20:00Z')],
  ['2019/10/5 0:00', instant('2019-10-04T16:00:00Z')],
  ['2019-02-30', { kind: 'unreadable' }],
  ['2019-10-05 24:01', { kind: 'unreadable' }],
  ['昨天', { kind: 'unreadable' }],
  ['', { kind: 'unreadable' }],
])('R-1002 an auditor types %s', (text, moment) => {
  expect(typedMoment(text, 2019)).toStrictEqual(moment);
});
