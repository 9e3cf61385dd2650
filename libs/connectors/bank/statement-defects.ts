import { shanghaiInstant } from '../shanghai-instant.ts';
import { yuanText } from '../yuan-text.ts';
import type { BankStatement, StatementExpected } from './bank-statement.ts';
import type { StatementDefect, StatementDefectCode } from './statement-defect.ts';

/** Every reason why a statement that could be read is not whole. Empty = take it. Money has no tolerance. */
export const statementDefects = (statement: BankStatement, expected: StatementExpected): readonly StatementDefect[] => [
  ...identityDefects(statement, expected),
  ...sumDefects(statement, expected),
  ...lineDefects(statement, expected),
];

const defect = (code: StatementDefectCode, detail: string, row?: number): StatementDefect =>
  row === undefined ? { code, detail } : { code, detail, row };

function* identityDefects(statement: BankStatement, { account, tail, last }: StatementExpected) {
  if (statement.account !== account || (tail !== null && statement.tail !== tail))
    yield defect('wrong-account', `流水属于账户 ${statement.account}（尾号 ${statement.tail}），应为 ${account}`);
  const number = (last?.number ?? 0) + 1;
  if (statement.number !== number)
    yield defect('number-out-of-order', `第 ${statement.number} 份，应为第 ${number} 份`);
  if (last && statement.from > last.to)
    yield defect('period-gap', `期间自 ${shanghaiInstant(statement.from)}，上期止于 ${shanghaiInstant(last.to)}`);
  if (last && statement.from < last.to)
    yield defect('period-overlap', `期间自 ${shanghaiInstant(statement.from)}，上期止于 ${shanghaiInstant(last.to)}`);
}

function* sumDefects(statement: BankStatement, { last }: StatementExpected) {
  const { openingFen, closingFen, creditFen, debitFen, lines } = statement;
  const before = last?.closingFen ?? 0;
  if (openingFen !== before)
    yield defect('opening-differs', `期初 ${yuanText(openingFen)}，上期期末 ${yuanText(before)}`);
  const credits = lines.reduce((sum, { amountFen }) => sum + Math.max(amountFen, 0), 0);
  const debits = lines.reduce((sum, { amountFen }) => sum + Math.max(0 - amountFen, 0), 0);
  const closing = openingFen + credits - debits;
  if (closingFen !== closing)
    yield defect('sum-differs', `期初加发生额为 ${yuanText(closing)}，期末为 ${yuanText(closingFen)}`);
  if (creditFen !== credits || debitFen !== debits)
    yield defect(
      'totals-differ',
      `逐笔贷 ${yuanText(credits)} 借 ${yuanText(debits)}，合计栏贷 ${yuanText(creditFen)} 借 ${yuanText(debitFen)}`,
    );
}

function* lineDefects(statement: BankStatement, { last }: StatementExpected) {
  let summed: number = statement.openingFen;
  let printed: number = statement.openingFen;
  for (const [index, line] of statement.lines.entries()) {
    const row = index + 1;
    summed += line.amountFen;
    // A line breaks only against both its neighbour and the sum: one wrong balance is one defect, not two.
    if (line.balanceFen !== summed && line.balanceFen !== printed + line.amountFen)
      yield defect(
        'balance-breaks',
        `余额 ${yuanText(line.balanceFen)}，按上一笔应为 ${yuanText(printed + line.amountFen)}`,
        row,
      );
    printed = line.balanceFen;
    const place = (last?.place ?? 0) + row;
    if (line.place !== place) yield defect('place-out-of-order', `序号 ${line.place}，应为 ${place}`, row);
    if (line.bookedAt <= statement.from || line.bookedAt > statement.to)
      yield defect('date-outside', `记账时间 ${shanghaiInstant(line.bookedAt)} 不在本期`, row);
  }
}
