import type { BadFile } from './bad-file.ts';
import { goodRow, headings, rowWith } from './bad-file.ts';
import { madePart, type MadeCell, type MadeSheet, madeXlsx } from './made-xlsx.ts';

const good = goodRow;
/** Heading, a good row 2, the row in question as row 3, a good row 4. */
const sheetWith = (row: readonly MadeCell[], more: Partial<MadeSheet> = {}): MadeSheet => ({
  name: '名册',
  rows: [headings, good(2), row, good(4)],
  ...more,
});
const oneRow = (about: string, row: readonly MadeCell[], problems: readonly string[], says?: string): BadFile => ({
  about,
  name: `${about}.xlsx`,
  make: () => madeXlsx({ sheets: [sheetWith(row)] }),
  answer: {
    taken: problems.length === 0 ? [2, 3, 4] : [2, 4],
    problems,
    ...(says === undefined ? {} : { says }),
  },
});

const date = (number: string): MadeCell => ({ number, style: 2 });
const list: MadeSheet = { name: '名册', rows: [headings, good(2)] };

/** Workbooks that a spreadsheet program could have written, each with one of the mistakes people make. */
export const badWorkbooks: readonly BadFile[] = [
  oneRow(
    'an ID number in a numeric cell',
    rowWith(3, '身份证号', { number: '4.1999919900101126E17' }),
    ['3 身份证号'],
    '数字格式',
  ),
  oneRow(
    'an old ID number in a numeric cell',
    rowWith(3, '身份证号', { number: '419999900101123' }),
    ['3 身份证号'],
    '数字格式',
  ),
  oneRow('an ID number that was numeric once', rowWith(3, '身份证号', '4.19999E+17'), ['3 身份证号'], '数字格式'),
  oneRow('an ID number with .0 behind it', rowWith(3, '身份证号', '419999199001011000.0'), ['3 身份证号'], '数字格式'),
  oneRow('a receipt number in a numeric cell', rowWith(3, '收据号', { number: '3' }), ['3 收据号'], '数字格式'),
  oneRow(
    'an ID number by formula',
    rowWith(3, '身份证号', { formula: 'A2', value: '419999199001011235' }),
    ['3 身份证号'],
    '公式',
  ),
  oneRow('a name by formula', rowWith(3, '姓名', { formula: 'B2', value: '张三' }), ['3 姓名'], '公式'),
  oneRow(
    'a receipt by formula',
    rowWith(3, '收据号', { formula: 'D2', value: 'SC2020-00000003' }),
    ['3 收据号'],
    '公式',
  ),
  oneRow('a group by formula', rowWith(3, '村民小组', { formula: 'C2', value: '一组' }), []),
  oneRow('a name that is an error', rowWith(3, '姓名', { error: '#NAME?' }), ['3 姓名'], '错误值'),
  oneRow('a name that is a number', rowWith(3, '姓名', { number: '5' }), ['3 姓名']),
  oneRow('a group that is a number', rowWith(3, '村民小组', { number: '5' }), []),
  oneRow('an amount that is a number', rowWith(3, '金额(元)', { number: '250.10000000000002' }), []),
  oneRow('an amount of a tenth of a fen', rowWith(3, '金额(元)', { number: '250.001' }), ['3 金额(元)']),
  oneRow('a day that is a number', rowWith(3, '收款日期', date('43729')), []),
  oneRow('a day with its time', rowWith(3, '收款日期', date('43729.75')), []),
  oneRow('a day typed as eight digits', rowWith(3, '收款日期', { number: '20190921' }), []),
  oneRow('a day that never was', rowWith(3, '收款日期', date('60')), ['3 收款日期']),
  oneRow('a day before all days', rowWith(3, '收款日期', date('-5')), ['3 收款日期']),
  oneRow('no ID number', rowWith(3, '身份证号', null), ['3 身份证号'], '为空'),
  oneRow('blanks for a name', rowWith(3, '姓名', ' \u3000\u200b'), ['3 姓名'], '为空'),
  oneRow('a NUL in a name', rowWith(3, '姓名', '张_x0000_三'), ['3 姓名'], '不可见'),
  oneRow('half a character', rowWith(3, '姓名', '张_xD840_'), ['3 姓名'], '不可见'),
  oneRow('a name over the cap', rowWith(3, '姓名', '张'.repeat(1_001)), ['3 姓名'], '过长'),
  oneRow('a name at the cap', rowWith(3, '姓名', '张'.repeat(1_000)), []),
  oneRow('a receipt used twice', rowWith(3, '收据号', good(2)[3]!), ['3 收据号'], '第 2 行'),
  {
    about: 'days of a workbook that counts from 1904',
    name: 'from a Mac.xlsx',
    make: () => madeXlsx({ isFrom1904: true, sheets: [sheetWith(rowWith(3, '收款日期', date('42267')))] }),
    answer: { taken: [2, 3, 4], problems: [] },
  },
  {
    about: 'a group merged over two rows',
    name: '合并单元格.xlsx',
    make: () => madeXlsx({ sheets: [sheetWith(rowWith(3, '村民小组', null), { merges: ['C2:C3'] })] }),
    answer: { taken: [4], problems: ['2 村民小组', '3 村民小组'], says: '取消合并' },
  },
  {
    about: 'a receipt merged over two rows',
    name: '合并收据号.xlsx',
    make: () => madeXlsx({ sheets: [sheetWith(rowWith(3, '收据号', null), { merges: ['D3:D4'] })] }),
    answer: { taken: [2], problems: ['3 收据号', '4 收据号'], says: '取消合并' },
  },
  {
    about: 'a merged title, and a merge below the rows',
    name: '标题合并.xlsx',
    make: () =>
      madeXlsx({
        sheets: [
          {
            name: '名册',
            rows: [['某村缴费名册'], [], headings, good(4), [], ['制表人', '甲']],
            merges: ['A1:F1', 'A9:F12'],
          },
        ],
      }),
    answer: { taken: [4], problems: ['6 收据号', '6 金额(元)', '6 收款日期'] },
  },
  {
    about: 'the heading on a hidden sheet only',
    name: '隐藏.xlsx',
    make: () =>
      madeXlsx({
        sheets: [
          { name: '封面', rows: [['某村']] },
          { ...list, state: 'hidden' },
          { ...list, name: '旧', state: 'veryHidden' },
        ],
      }),
    answer: { type: 'missing-column', field: '身份证号' },
  },
  {
    about: 'rows on a hidden sheet beside the list',
    name: '隐藏表在前.xlsx',
    make: () =>
      madeXlsx({ sheets: [{ ...list, name: '旧', state: 'hidden' }, { name: '封面', rows: [['某村']] }, list] }),
    answer: { taken: [2], problems: [] },
  },
  {
    about: 'two lists in one workbook',
    name: '两个名册.xlsx',
    make: () => madeXlsx({ sheets: [list, { ...list, name: '二组' }] }),
    answer: { type: 'several-sheets', says: '名册、二组' },
  },
  {
    about: 'no receipt column',
    name: '缺列.xlsx',
    make: () =>
      madeXlsx({ sheets: [{ name: '名册', rows: [headings.map((name) => (name === '收据号' ? '票号' : name))] }] }),
    answer: { type: 'missing-column', field: '收据号', row: 1, says: '票号' },
  },
  {
    about: 'two columns of names',
    name: '两列姓名.xlsx',
    make: () => madeXlsx({ sheets: [{ name: '名册', rows: [[...headings, '缴费人姓名'], good(2)] }] }),
    answer: { type: 'column-twice', field: '姓名', says: '「姓名」与「缴费人姓名」' },
  },
  {
    about: 'sixty-one columns',
    name: '列过多.xlsx',
    make: () =>
      madeXlsx({
        sheets: [{ name: '名册', rows: [[...headings, ...Array.from({ length: 55 }, (_, at) => `列${at}`)]] }],
      }),
    answer: { type: 'too-many' },
  },
  {
    about: 'something far to the right',
    name: '右侧有字.xlsx',
    make: () => madeXlsx({ sheets: [sheetWith([...good(3), ...Array.from({ length: 55 }, () => null), '备注'])] }),
    answer: { type: 'too-many', says: '第 3 行' },
  },
  {
    about: 'a heading under twenty lines of title',
    name: '表头过低.xlsx',
    make: () =>
      madeXlsx({
        sheets: [{ name: '名册', rows: [...Array.from({ length: 20 }, () => ['说明']), headings, good(22)] }],
      }),
    answer: { type: 'missing-column' },
  },
  {
    about: 'an empty workbook',
    name: '空.xlsx',
    make: () => madeXlsx({ sheets: [{ name: '名册', rows: [] }] }),
    answer: { type: 'empty' },
  },
  {
    about: 'a macro',
    name: '宏.xlsx',
    make: () => madeXlsx({ sheets: [list], parts: [madePart('xl/vbaProject.bin', 'x')] }),
    answer: { type: 'active-content' },
  },
  {
    about: 'a workbook that may have macros',
    name: '启用宏.xlsx',
    make: () => madeXlsx({ sheets: [list], contentType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml' }),
    answer: { type: 'active-content' },
  },
  {
    about: 'a link to another workbook',
    name: '外部链接.xlsx',
    make: () =>
      madeXlsx({ sheets: [list], parts: [madePart('xl/externalLinks/externalLink1.xml', '<externalLink/>')] }),
    answer: { type: 'active-content' },
  },
  {
    about: 'an embedded document',
    name: '嵌入对象.xlsx',
    make: () => madeXlsx({ sheets: [list], parts: [madePart('xl/embeddings/oleObject1.bin', 'x')] }),
    answer: { type: 'active-content' },
  },
];
