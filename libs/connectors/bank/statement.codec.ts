import { csvRecords } from '../files/csv-records.ts';
import { readShanghaiInstant, shanghaiInstant } from '../shanghai-instant.ts';
import { readYuan, yuanText } from '../yuan-text.ts';
import {
  bankLineKinds,
  type BankLine,
  type BankLineKind,
  type BankStatement,
  type StatementExpected,
} from './bank-statement.ts';
import type { StatementDefect } from './statement-defect.ts';
import { statementDefects } from './statement-defects.ts';

export type StatementReading =
  | { readonly status: 'whole'; readonly statement: BankStatement }
  | { readonly status: 'defective'; readonly defects: readonly StatementDefect[] };

const headColumns = [
  '账户',
  '户名',
  '账号尾号',
  '流水号',
  '期间起',
  '期间止',
  '期初余额(元)',
  '期末余额(元)',
  '贷方合计(元)',
  '借方合计(元)',
  '笔数',
  '结账',
] as const;
const lineColumns = ['序号', '交易流水号', '记账时间', '业务种类', '金额(元)', '余额(元)', '摘要'] as const;
const kindTitles: Record<BankLineKind, string> = {
  deposit: '代征存款',
  treasury: '缴入国库',
  returned: '退回卫生院',
  interest: '利息',
  fee: '手续费',
  other: '其他',
};
const kindOf = new Map(Object.entries(kindTitles).map(([kind, title]) => [title, kind]));
const most = { records: 200_000, recordChars: 4_000 };

/**
 * The bank's statement file: CSV, UTF-8, money in yuan with two decimals, times in Shanghai; one row of the
 * account, then one row a line. Columns are found by name. `read` takes it whole or names every reason why not: a file
 * that cannot be read is not summed, one that can is checked against what was taken before.
 */
export const statementCodec = {
  read(file: string, expected: StatementExpected): StatementReading {
    const parsed = csvRecords(file, most);
    if (parsed.status === 'broken')
      return defective([{ code: 'unreadable', detail: `文件第 ${parsed.line} 行无法读取` }]);
    const [headNames = [], headCells = [], lineNames = [], ...rows] = parsed.records;
    const missing = [...missingColumns(headColumns, headNames), ...missingColumns(lineColumns, lineNames)];
    if (missing.length > 0) return defective(missing);
    const lines = rows.map(
      (cells, index) => readLine(named(lineNames, cells)) ?? unreadable(`第 ${index + 1} 笔`, index + 1),
    );
    const head = readHead(named(headNames, headCells)) ?? unreadable('账户行');
    const broken = [head, ...lines].filter((part) => 'code' in part);
    const whole = lines.filter((part) => 'serial' in part);
    if ('code' in head || broken.length > 0) return defective(broken);
    const { lineCount, ...rest } = head;
    const statement = { ...rest, lines: whole };
    const counted: readonly StatementDefect[] =
      lineCount === whole.length
        ? []
        : [{ code: 'totals-differ', detail: `逐笔 ${whole.length} 笔，合计栏 ${lineCount} 笔` }];
    const defects = [...counted, ...statementDefects(statement, expected)];
    return defects.length > 0 ? defective(defects) : { status: 'whole', statement };
  },

  write(statement: BankStatement): string {
    const { account, holder, tail, number, from, to, openingFen, closingFen, creditFen, debitFen, isClosing, lines } =
      statement;
    const period = [shanghaiInstant(from), shanghaiInstant(to)];
    const money = [openingFen, closingFen, creditFen, debitFen].map(yuanText);
    const head = [
      account,
      holder,
      tail,
      String(number),
      ...period,
      ...money,
      String(lines.length),
      isClosing ? '是' : '否',
    ];
    const rows = lines.map((line) => [
      String(line.place),
      line.serial,
      shanghaiInstant(line.bookedAt),
      kindTitles[line.kind],
      yuanText(line.amountFen),
      yuanText(line.balanceFen),
      line.remark,
    ]);
    return `\uFEFF${[headColumns, head, lineColumns, ...rows].map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;
  },
};

const defective = (defects: readonly StatementDefect[]): StatementReading => ({ status: 'defective', defects });

const unreadable = (what: string, row?: number): StatementDefect =>
  row === undefined
    ? { code: 'unreadable', detail: `${what}无法读取` }
    : { code: 'unreadable', row, detail: `${what}无法读取` };

const missingColumns = (wanted: readonly string[], found: readonly string[]): readonly StatementDefect[] =>
  wanted
    .filter((name) => !found.includes(name))
    .map((name) => ({ code: 'missing-column', detail: `缺少列「${name}」` }));

const named = (names: readonly string[], cells: readonly string[]) =>
  new Map(names.map((name, index) => [name, cells[index] ?? '']));

type Cells = ReadonlyMap<string, string>;

function readHead(cells: Cells) {
  const text = (name: (typeof headColumns)[number]) => cells.get(name) ?? '';
  const number = readWhole(text('流水号'));
  const lineCount = readWhole(text('笔数'));
  const from = readShanghaiInstant(text('期间起'));
  const to = readShanghaiInstant(text('期间止'));
  const openingFen = readYuan(text('期初余额(元)'));
  const closingFen = readYuan(text('期末余额(元)'));
  const creditFen = readYuan(text('贷方合计(元)'));
  const debitFen = readYuan(text('借方合计(元)'));
  const closing = text('结账');
  if (number === null || lineCount === null || from === null || to === null) return null;
  if (openingFen === null || closingFen === null || creditFen === null || debitFen === null) return null;
  if (closing !== '是' && closing !== '否') return null;
  const whose = { account: text('账户'), holder: text('户名'), tail: text('账号尾号') };
  return {
    ...whose,
    number,
    lineCount,
    from,
    to,
    openingFen,
    closingFen,
    creditFen,
    debitFen,
    isClosing: closing === '是',
  };
}

function readLine(cells: Cells): BankLine | null {
  const text = (name: (typeof lineColumns)[number]) => cells.get(name) ?? '';
  const place = readWhole(text('序号'));
  const serial = text('交易流水号');
  const bookedAt = readShanghaiInstant(text('记账时间'));
  const amountFen = readYuan(text('金额(元)'));
  const balanceFen = readYuan(text('余额(元)'));
  if (place === null || serial === '' || bookedAt === null || amountFen === null || balanceFen === null) return null;
  return { place, serial, kind: readKind(text('业务种类')), amountFen, balanceFen, bookedAt, remark: text('摘要') };
}

/** A kind that the bank invents tomorrow is shown as `other`, never swallowed. */
function readKind(title: string): BankLineKind {
  const kind = kindOf.get(title);
  return bankLineKinds.find((known) => known === kind) ?? 'other';
}

const readWhole = (text: string): number | null => (/^\d{1,9}$/.test(text) ? Number(text) : null);

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
