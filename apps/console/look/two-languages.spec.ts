import { twoLanguages } from './two-languages.ts';

test.each([
  ['等银行流水 waits for the bank line', '等银行流水', 'waits for the bank line'],
  ['70 条登记未经卫生院初检 rows without first check', '70 条登记未经卫生院初检', 'rows without first check'],
  ['核对编号和单位。 Check the number and the unit.', '核对编号和单位。', 'Check the number and the unit.'],
  ['待查 to be found out；已锁 locked', '待查；已锁', 'to be found out; locked'],
  [
    '已到期「移交」；朱里: 1 村未完成 villages behind',
    '已到期「移交」；朱里: 1 村未完成',
    '已到期「移交」；朱里: 1 村未完成',
  ],
  ['反馈2', '反馈2', '反馈2'],
  [
    '已到期「集中代征代缴」09-30 24:00 前',
    '已到期「集中代征代缴」09-30 24:00 前',
    '已到期「集中代征代缴」09-30 24:00 前',
  ],
  ['重阳 SC2020-00000215', '重阳', 'SC2020-00000215'],
  ['late', 'late', 'late'],
])('%s reads in each language', (text, zh, en) => {
  expect(twoLanguages(text)).toStrictEqual({ zh, en });
});
