import type { Problem } from '@canbao/domain/problem';

import { fileProblem, overCap } from './file-problem.internal.ts';
import { fileCaps } from './file-caps.ts';
import { cellText, hasContent, isOverWidth, type TableRow } from './table-row.internal.ts';

/** Without one of these a file is refused. */
export const requiredColumns = ['身份证号', '姓名', '村民小组', '收据号', '金额(元)', '收款日期'] as const;
/** Whose row it is, in a file of an office; what the payer is; our template's key; ours or the sender's own. */
const otherColumns = ['村', '代征人', '参保身份', '行标识', '退回原因', '序号'] as const;
export type VillageColumn = (typeof requiredColumns)[number] | (typeof otherColumns)[number];

/** The heading of a village file and what stands in it. Columns from 0. */
export type VillageHeading = {
  readonly row: number;
  readonly places: ReadonlyMap<VillageColumn, number>;
  /** As the sender wrote it. */
  readonly names: ReadonlyMap<VillageColumn, string>;
  readonly allNames: readonly string[];
  /** Behind the last column that has a heading. */
  readonly width: number;
};

/** Title lines may stand above the heading; it is one of so many rows. */
export const headingRows = 20;

const synonyms: Readonly<Record<VillageColumn, string>> = {
  身份证号:
    '身份证号 身份证号码 身份证 身份号码 公民身份号码 公民身份证号 公民身份证号码 居民身份证号 居民身份证号码 证件号 证件号码 身份证件号码 缴费人身份证号 缴费人身份证号码 参保人身份证号 参保人身份证号码',
  姓名: '姓名 缴费人 缴费人姓名 参保人 参保人姓名 居民姓名 人员姓名',
  村民小组: '村民小组 村民组 组 组别 组名 组号 小组 所在组',
  收据号: '收据号 收据编号 收据号码 收据 票据号 票据编号 票据号码',
  '金额(元)': '金额(元) 金额 缴费金额 缴费金额(元) 收款金额 收款金额(元) 实缴金额 实缴金额(元)',
  收款日期: '收款日期 收款时间 收费日期 缴费日期 缴费时间 日期',
  村: '村 村名 村委会 村民委员会 行政村 所在村 村代码',
  代征人: '代征人 代征人姓名 代征人代码 代征人编号 代收人 代收人姓名',
  // Not 人员类别: under that name counties write 低保 and the like, which no rule of R-408 knows.
  参保身份: '参保身份 参保人员身份 参保人身份',
  行标识: '行标识',
  退回原因: '退回原因reasons 退回原因',
  序号: '序号',
};
const columnOf = new Map<string, VillageColumn>(
  [...requiredColumns, ...otherColumns].flatMap((column) => synonyms[column].split(' ').map((name) => [name, column])),
);

const remark = /\((必填|选填|元|文本|文本格式|18位|年-?月-?日|yyyy[-/]?mm[-/]?dd)\)$/i;

/** Headings are compared without blanks, stars and colons, with half-width letters and brackets, and without a `(必填)`. */
function columnNamed(name: string): VillageColumn | undefined {
  const plain = name.normalize('NFKC').replace(/[\s*:\u200B-\u200D\u2060\uFEFF]/g, '');
  return columnOf.get(plain) ?? columnOf.get(plain.replace(remark, ''));
}

/** The columns that a row names, if it were the heading; a Problem when two of them mean the same. */
function columnsIn({ row, cells }: TableRow): VillageHeading | Problem {
  const places = new Map<VillageColumn, number>();
  const names = new Map<VillageColumn, string>();
  let twice: Problem | undefined;
  const allNames: string[] = [];
  let width = 0;
  for (const [place, cell] of cells.entries()) {
    const name = cellText(cell);
    if (name === '') continue;
    width = place + 1;
    allNames.push(name);
    const column = columnNamed(name);
    if (column === undefined) continue;
    const earlier = names.get(column);
    if (earlier !== undefined) twice ??= columnTwice(column, earlier, name, row);
    else {
      places.set(column, place);
      names.set(column, name);
    }
  }
  return isHeading(places) && twice ? twice : { row, places, names, allNames, width };
}

const missingFrom = (places: ReadonlyMap<VillageColumn, number>) =>
  requiredColumns.filter((column) => !places.has(column));
const isHeading = (places: ReadonlyMap<VillageColumn, number>) => missingFrom(places).length === 0;

/** The heading among a table's first rows: the first row with every column that is needed. Else what is missing. */
export function villageHeading(rows: readonly TableRow[]): VillageHeading | Problem {
  let best: VillageHeading | undefined;
  for (const row of rows) {
    const found = columnsIn(row);
    if ('type' in found) return found;
    if (isHeading(found.places)) return isOverWidth(row, found.places.get('退回原因')) ? tooManyColumns() : found;
    if (found.places.size > (best?.places.size ?? 0)) best = found;
  }
  if (!rows.some(({ cells }) => cells.some(hasContent))) return emptyFile();
  return missingColumns(best);
}

/** How much a refusal knew of the heading: of several sheets the nearest one speaks. */
export const missingCount = ({ type, items }: Problem): number =>
  type.endsWith('/missing-column') ? (items?.length ?? 0) : type.endsWith('/empty') ? requiredColumns.length + 1 : 0;

function missingColumns(best: VillageHeading | undefined): Problem {
  const missing = missingFrom(best?.places ?? new Map());
  // A single word that looks like a heading may stand in a person's row, whose cells are not repeated.
  const found = best !== undefined && best.places.size > 1 ? best.allNames.slice(0, 20).map(shortName) : [];
  const told =
    found.length > 0
      ? `找到的列：${found.join('、')}。 Found: ${found.join(', ')}.`
      : '没有找到表头。 No heading was found.';
  return fileProblem(
    'missing-column',
    422,
    [
      '缺少列 missing column',
      `表头缺少：${missing.join('、')}。${told}`,
      '请使用下发的模板，不要改动表头。 Use the template and leave its heading as it is.',
    ],
    {
      field: missing[0]!,
      ...(best && found.length > 0 ? { row: best.row } : {}),
      items: missing.map((column) => ({ kind: 'missing-column', count: 1, detail: column })),
    },
  );
}

const tooManyColumns = () => overCap(`列数超过 ${fileCaps.columns}。 More than ${fileCaps.columns} columns.`);

const shortName = (name: string) => name.replace(/\d{6,}/g, '…').slice(0, 20);

const columnTwice = (column: VillageColumn, first: string, second: string, row: number): Problem =>
  fileProblem(
    'column-twice',
    422,
    [
      '列重复 column twice',
      `表头「${first}」与「${second}」是同一列「${column}」。 Two headings mean the same column.`,
      '请只保留一列。 Keep one of them.',
    ],
    { field: column, row },
  );

/** No byte, or no cell with anything in it. */
export const emptyFile = (): Problem =>
  fileProblem('empty', 422, [
    '空文件 empty file',
    '文件中没有任何内容。 There is nothing in the file.',
    '请填写模板后重新上传。 Fill in the template and send it.',
  ]);
