import {
  addDays,
  addMonths,
  clockTimeOf,
  dateOf,
  daysBetween,
  endOf,
  instantText,
  isDate,
  readableInstant,
  shanghaiDate,
  startOf,
  weekdayOf,
} from './shanghai-date.ts';

const day = shanghaiDate;

test('R-309 a date includes the day to 24:00 Shanghai time', () => {
  const end = endOf(day('2019-10-10'));
  expect(instantText(end)).toBe('2019-10-10T16:00:00.000Z');
  expect(dateOf(end - 1)).toBe('2019-10-10');
  expect(dateOf(end)).toBe('2019-10-11');
  expect(end).toBe(startOf(day('2019-10-11')));
});

test.each([
  ['2019-09-20', '18:00', '2019-09-20T10:00:00.000Z'],
  ['2019-09-20', '00:00', '2019-09-19T16:00:00.000Z'],
  ['2019-09-20', '24:00', '2019-09-20T16:00:00.000Z'],
])('the clock time %s %s is the instant %s', (on, time, instant) => {
  expect(instantText(clockTimeOf(day(on), time))).toBe(instant);
});

test.each(['24:01', '9:00', '18:60', '18'])('%s is no time of day', (time) => {
  expect(() => clockTimeOf(day('2019-09-20'), time)).toThrow(RangeError);
});

test.each(['2019-02-29', '2019-13-01', '2019-00-10', '2019-9-20', '2019919', '', '2019-09-31'])(
  '%s is no date',
  (text) => {
    expect(isDate(text)).toBe(false);
    expect(() => shanghaiDate(text)).toThrow(RangeError);
  },
);

test('R-901 one calendar month from the posting, the last day where a month has no such day', () => {
  expect(addMonths(day('2019-11-01'), 1)).toBe('2019-12-01');
  expect(addMonths(day('2020-01-31'), 1)).toBe('2020-02-29');
  expect(addMonths(day('2019-12-15'), 1)).toBe('2020-01-15');
});

test('days are counted across months, years and leap days', () => {
  expect(addDays(day('2019-12-31'), 1)).toBe('2020-01-01');
  expect(daysBetween(day('2020-02-28'), day('2020-03-01'))).toBe(2);
  expect(daysBetween(day('2019-10-10'), day('2019-10-07'))).toBe(-3);
});

test('R-805 the reports of Shangcai fall on Mondays', () => {
  const mondays = ['2019-09-23', '2019-09-30', '2019-10-07', '2019-10-14', '2019-10-21', '2019-10-28'];
  expect(mondays.map((on) => weekdayOf(day(on)))).toStrictEqual([1, 1, 1, 1, 1, 1]);
  expect(weekdayOf(day('2021-10-13'))).toBe(3);
  expect(weekdayOf(day('2019-09-22'))).toBe(7);
});

test('people read the end of a day as 24:00 of that day', () => {
  expect(readableInstant(endOf(day('2019-10-10')))).toBe('10-10 24:00');
  expect(readableInstant(clockTimeOf(day('2019-10-10'), '18:30'))).toBe('10-10 18:30');
});
