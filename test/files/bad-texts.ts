import { type BadFile, goodRow, headings } from './bad-file.ts';
import { gb18030 } from './gb18030.ts';

const line = (row: number) => goodRow(row).join(',');
const heading = headings.join(',');
const text = (...lines: readonly string[]): string => `${lines.join('\r\n')}\r\n`;
/** Heading, a good row 2, the row in question as row 3, a good row 4. */
const three = (row: string): string => text(heading, line(2), row, line(4));
const changed = (from: string | RegExp, to: string) => line(3).replace(from, to);
const idNumber = goodRow(3)[0]!;

const oneRow = (about: string, row: string, problems: readonly string[], says?: string): BadFile => ({
  about,
  name: `${about}.csv`,
  make: () => Buffer.from(three(row)),
  answer: { taken: problems.length === 0 ? [2, 3, 4] : [2, 4], problems, ...(says === undefined ? {} : { says }) },
});
const allTaken = (about: string, make: () => Uint8Array): BadFile => ({
  about,
  name: `${about}.csv`,
  make,
  answer: { taken: [2, 3, 4], problems: [] },
});
const refused = (about: string, make: () => Uint8Array, answer: BadFile['answer']): BadFile => ({
  about,
  name: `${about}.csv`,
  make,
  answer,
});
const good = three(line(3));

/** Text files with the mistakes of people, of programs, and of nobody's good will. */
export const badTexts: readonly BadFile[] = [
  allTaken('UTF-8', () => Buffer.from(good)),
  allTaken('UTF-8 with a mark', () => Buffer.from(`\uFEFF${good}`)),
  allTaken('GB18030', () => gb18030(good)),
  allTaken('UTF-16 with a mark', () => Buffer.from(`\uFEFF${good}`, 'utf16le')),
  allTaken('UTF-16 big-endian with a mark', () => Buffer.from(`\uFEFF${good}`, 'utf16le').swap16()),
  allTaken('UTF-16 text with tabs', () => Buffer.from(`\uFEFF${good.replaceAll(',', '\t')}`, 'utf16le')),
  allTaken('CR only', () => Buffer.from(good.replaceAll('\r\n', '\r'))),
  allTaken('no line end at the end', () => Buffer.from(good.trimEnd())),
  allTaken('everything quoted', () => Buffer.from(good.replace(/[^,\r\n]+/g, '"$&"'))),
  refused('UTF-16 without a mark', () => Buffer.from(good, 'utf16le'), { type: 'encoding-unknown', says: 'UTF-16' }),
  refused(
    'bytes of no text',
    () => Buffer.concat([Buffer.from(text(heading)), Buffer.from([0xff, 0xff, 0xff, 0x0a])]),
    {
      type: 'encoding-unknown',
      says: '第 2 行',
    },
  ),
  refused('nothing', () => new Uint8Array(0), { type: 'empty' }),
  refused('empty lines only', () => Buffer.from('\r\n,,,\r\n \r\n'), { type: 'empty' }),
  refused('a quote that never closes', () => Buffer.from(three(changed('张三', '"张三'))), {
    type: 'unreadable',
    row: 3,
  }),
  refused(
    'a quote that closes too late',
    () => Buffer.from(three(changed('张三', '"张三') + text('', changed('张三', '李"四')))),
    {
      type: 'unreadable',
      row: 3,
    },
  ),
  refused('a missing column', () => Buffer.from(good.replace('收据号', '票号')), {
    type: 'missing-column',
    field: '收据号',
    row: 1,
    says: '票号',
  }),
  refused('no heading, and nobody is quoted', () => Buffer.from(text(line(1), line(2))), {
    type: 'missing-column',
    says: '没有找到表头',
  }),
  refused('no heading, and somebody of the group 小组', () => Buffer.from(text(changed('一组', '小组'))), {
    type: 'missing-column',
    says: '没有找到表头',
  }),
  refused('100,001 rows', () => Buffer.from(text(heading) + `${line(1)}\n`.repeat(100_001)), { type: 'too-many' }),
  refused('sixty-one columns', () => Buffer.from(`${heading}${',列'.repeat(55)}\r\n`), { type: 'too-many' }),
  refused(
    'a broken line, an empty one, and a break inside quotes',
    () => {
      const broken = text(heading, changed('张三', '"张\n三"'), '', ' , ', line(5));
      return Buffer.from(broken);
    },
    { taken: [2, 5], problems: [] },
  ),
  oneRow('scientific notation', changed(idNumber, '4.19999E+17'), ['3 身份证号'], '数字格式'),
  oneRow('an ID number with .0', changed(idNumber, `${idNumber}.0`), ['3 身份证号'], '数字格式'),
  oneRow('a receipt in scientific notation', changed(/SC[^,]*/, '2.02E+11'), ['3 收据号'], '数字格式'),
  oneRow('a NUL', changed('张三', '张\0三'), ['3 姓名'], '不可见'),
  oneRow('a character that was lost before', changed('张三', '张\uFFFD'), ['3 姓名'], '无法识别'),
  oneRow('a cell over the cap', changed('张三', '张'.repeat(1_001)), ['3 姓名'], '过长'),
  oneRow('a cell of 2 MB', changed('张三', '张'.repeat(700_000)), ['3 姓名'], '过长'),
  oneRow('more cells than headings', `${line(3)},又一格`, ['3 '], '引号'),
  oneRow('an amount in words', changed('250', '二百五十'), ['3 金额(元)']),
  oneRow('a negative amount', changed('250', '-250'), ['3 金额(元)']),
  oneRow('a full-width amount', changed('250', '２５０．００'), []),
  oneRow('a day with slashes', changed('2019-09-21', '2019/9/21'), []),
  oneRow('a day in words', changed('2019-09-21', '2019年9月21日'), []),
  oneRow('a day with its time', changed('2019-09-21', '2019/9/21 0:00'), []),
  oneRow('a day without its year', changed('2019-09-21', '9月21日'), ['3 收款日期']),
  oneRow('the 31st of September', changed('2019-09-21', '2019-09-31'), ['3 收款日期']),
  oneRow('a full-width receipt in small letters', changed(/SC[^,]*/, 'ｓｃ２０２０－ ００００\u200b０００３'), []),
  oneRow('a receipt cut short', changed(/SC[^,]*/, 'SC2020-3'), ['3 收据号']),
  oneRow('a command for a name', changed('张三', "=cmd|' /C calc'!A0"), []),
  ...(
    [
      ['15 digits', '419999900101123'],
      ['17 digits', idNumber.slice(0, 17)],
      ['19 digits', `${idNumber}1`],
      ['an impossible day of birth', '419999199002301234'],
      ['a wrong check digit', '419999199001011234'],
      ['a small x', '41999919900101101x'],
      ['full-width digits', '４１９９９９１９９００１０１１２３５'],
      ['blanks inside', '419999 19900101 1235'],
      ['zero-width characters inside', '419999\u200b19900101\u200d1235'],
    ] as const
  ).map(([about, number]) => oneRow(`an ID number with ${about}`, changed(idNumber, number), [])),
];
