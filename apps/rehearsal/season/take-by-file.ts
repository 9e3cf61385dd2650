import { setTimeout as wait } from 'node:timers/promises';

import type { MadeUpPayment } from '@canbao/domain/rehearsal/made-up-payments';
import { seededRandom } from '@canbao/domain/rehearsal/seeded-random';
import { dateOf } from '@canbao/domain/shanghai-date';
import type { agentContract } from '@canbao/http-contract/agent.contract';
import { fileContract } from '@canbao/http-contract/file.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';
import { writeXlsx } from 'hucre/xlsx';

import type { ApiPerson } from '../people/api-person.ts';
import { csvText } from './csv-text.ts';
import { note, type Stage } from './stage.ts';

type Result = AnswerOf<typeof fileContract.result>;
type Terms = Pick<AnswerOf<typeof agentContract.workbench>, 'premiumFen' | 'planNow'>;
type Row = readonly (string | number)[];

/** As three offices and two spreadsheet programs call the same columns. */
const headings = [
  ['身份证号', '姓名', '村民小组', '收据号', '金额(元)', '收款日期'],
  ['公民身份号码', '缴费人姓名', '组别', '收据编号', '缴费金额', '缴费日期'],
] as const;

/**
 * One visit's payments as a file, xlsx or CSV, with what people do to cells. Rows that come back are typed again
 * from the card and sent once more; whatever comes back then ends the season.
 */
export async function takeByFile(
  stage: Stage,
  agent: ApiPerson,
  terms: Terms,
  payments: readonly MadeUpPayment[],
): Promise<void> {
  if (payments.length === 0) return;
  const random = seededRandom(stage.options.seed, 'file', payments[0]!.receipt);
  const isXlsx = random() < 0.6;
  const heads = headings[random() < 0.5 ? 0 : 1]!;
  for (const { mistake } of payments) if (mistake) note(stage, mistake);
  const first = payments.map((payment) => {
    const { cell, slip } = slipOf(payment.typed.idNumber, random(), isXlsx);
    if (slip) note(stage, slip);
    return rowOf(payment, terms, cell);
  });
  const result = await sent(agent, await fileOf([heads, ...first], isXlsx));
  // The heading stands in row 1 of the sheet.
  const back = payments.filter((_, n) => result.rows.some(({ row }) => row === n + 2));
  if (back.length !== result.refused) throw new Error(`${agent.account.name}: ${result.refused} rows came back unseen`);
  if (back.length === 0) return;
  const again = await sent(
    agent,
    await fileOf([heads, ...back.map((payment) => rowOf(payment, terms, payment.typed.idNumber))], isXlsx),
  );
  if (again.refused > 0)
    throw new Error(`${agent.account.name}: rows came back twice: ${JSON.stringify(again.rows.slice(0, 3))}`);
}

const rowOf = ({ typed, receipt }: MadeUpPayment, { premiumFen, planNow }: Terms, idCell: string | number): Row => [
  idCell,
  typed.name,
  typed.group,
  receipt,
  (premiumFen / 100).toFixed(2),
  dateOf(planNow),
];

/** What a hand or a spreadsheet does to an ID number: three in a hundred. Only a numeric cell destroys it. */
function slipOf(
  idNumber: string,
  chance: number,
  isXlsx: boolean,
): { readonly cell: string | number; readonly slip: string | null } {
  if (chance < 0.01) return { cell: ` ${idNumber} `, slip: 'stray-blanks' };
  if (chance < 0.015) return { cell: `\u200b${idNumber.toLowerCase()}`, slip: 'unseen-characters' };
  if (chance < 0.02)
    return { cell: idNumber.replace(/\d/g, (digit) => '０１２３４５６７８９'[Number(digit)]!), slip: 'full-width' };
  // Eighteen digits in a number: 411722199001011234 is shown as 4.11722E+17 and stored as …1200.
  if (chance < 0.03 && /^\d+$/.test(idNumber))
    return { cell: isXlsx ? Number(idNumber) : Number(idNumber).toExponential(5).toUpperCase(), slip: 'numeric-cell' };
  return { cell: idNumber, slip: null };
}

async function fileOf(rows: readonly Row[], isXlsx: boolean): Promise<Uint8Array> {
  if (!isXlsx) return Buffer.from(csvText(rows.map((row) => row.map(String))));
  return writeXlsx({ sheets: [{ name: '名册', rows: rows.map((row) => [...row]) }] });
}

/** Uploads and waits until every row has its outcome, as somebody at the screen does. */
async function sent(agent: ApiPerson, file: Uint8Array): Promise<Result> {
  const { intake } = await agent.ask(fileContract.upload, { body: file });
  for (let pause = 200; ; pause = Math.min(1_000, pause * 1.5)) {
    await wait(pause);
    const result = await agent.ask(fileContract.result, { params: { intake } });
    if (result.state === 'refused') throw new Error(`${agent.account.name}: the file was refused: ${result.problem}`);
    if (result.state === 'taken') return result;
  }
}
