import { seededRandom } from '@canbao/domain/rehearsal/seeded-random';
import { receiptText } from '@canbao/domain/receipt-book/receipt-number';
import type { AnswerOf } from '@canbao/http-contract/operation';
import { receiptBookContract } from '@canbao/http-contract/receipt-book.contract';

import { Refused, type ApiPerson } from '../people/api-person.ts';
import { sideBySide } from '../side-by-side.ts';
import { madeUpDigest } from './made-up-digest.ts';
import { officesOf } from './offices-of.ts';
import { note, peopleAtOnce, type Stage } from './stage.ts';

type OwnBook = AnswerOf<typeof receiptBookContract.mine>['books'][number];

const spoiltShare = 0.01;

/** The books of these two agents stay open for some days: a sheet of each is nowhere to be found. */
const losingAgents = ({ county }: Stage): readonly string[] =>
  [county.townships[0], county.townships.at(-1)].flatMap((one) => one?.villages[0]?.agents[0]?.agent ?? []);

/** After the last deposit: agents void what was spoilt and hand their books back; tax branches count and settle. */
async function handBackAndSettle(stage: Stage): Promise<void> {
  await sideBySide(peopleAtOnce, stage.cast.all('agent'), (agent) => handBackBooks(stage, agent));
  await sideBySide(peopleAtOnce, stage.county.townships, async ({ code: township }) => {
    const { taxBranch } = officesOf(stage, township);
    const { books } = await taxBranch.ask(receiptBookContract.list, { params: { township } });
    for (const { book, blank, status } of books) {
      const params = { township, book };
      if (status === 'handed-back') await taxBranch.ask(receiptBookContract.count, { params, body: { sheets: blank } });
      if (status === 'handed-back' || status === 'counted') await settle(stage, taxBranch, params);
    }
  });
}

async function handBackBooks(stage: Stage, agent: ApiPerson): Promise<void> {
  const { books } = await agent.ask(receiptBookContract.mine);
  for (const book of books.filter(({ status }) => status === 'issued')) {
    const gone = (await voidSpoilt(stage, agent, book)) + (await reportLost(stage, agent, book));
    const params = { book: book.book };
    await agent.ask(receiptBookContract.handBack, { params, body: { sheets: book.blank - gone } });
  }
}

/** One sheet in a hundred was spoilt. Answers how many. */
async function voidSpoilt(stage: Stage, agent: ApiPerson, book: OwnBook): Promise<number> {
  const random = seededRandom(stage.options.seed, 'spoilt', book.book);
  const spoilt = Array.from({ length: book.used }, random).filter((chance) => chance < spoiltShare).length;
  const first = book.blanks[0];
  if (first === undefined) return 0;
  const numbers = Array.from({ length: Math.min(spoilt, first.to - first.from) }, (_, nth) => first.from + nth);
  for (const number of numbers) {
    const receipt = receiptText({ series: book.series, number });
    const body = { photoSha256: madeUpDigest('spoilt sheet', receipt), reason: '写错，当场撕下另开' };
    await agent.ask(receiptBookContract.voidReceipt, { params: { receipt }, body });
  }
  return numbers.length;
}

async function reportLost(stage: Stage, agent: ApiPerson, book: OwnBook): Promise<number> {
  const last = book.blanks.at(-1);
  if (!losingAgents(stage).includes(book.agent) || last === undefined) return 0;
  note(stage, 'missing-receipt');
  await agent.ask(receiptBookContract.reportOwn, {
    params: { receipt: receiptText({ series: book.series, number: last.to }) },
    body: { kind: 'missing', reason: '交回前点数，少一张' },
  });
  return 1;
}

/** A book with a missing number is refused, and stays open until its case is closed. */
async function settle(stage: Stage, taxBranch: ApiPerson, params: Record<string, string>): Promise<void> {
  await taxBranch.ask(receiptBookContract.settle, { params, body: {} }).catch((refusal: unknown) => {
    if (!(refusal instanceof Refused && refusal.problem.type.endsWith('/unaccounted'))) throw refusal;
    stage.say(`book ${params['book'] ?? ''} stays open: ${refusal.problem.items?.[0]?.detail ?? ''}`);
  });
}

/** Some days later: of one sheet the counterfoil turns up, the other is declared void; then these books are settled too. */
async function closeCases(stage: Stage): Promise<void> {
  const [traced] = losingAgents(stage);
  for (const { code: township } of stage.county.townships) {
    const { taxBranch } = officesOf(stage, township);
    const { books } = await taxBranch.ask(receiptBookContract.list, { params: { township } });
    for (const { book, agent, series, openCases } of books.filter((one) => one.openCases > 0)) {
      const { numbers } = await taxBranch.ask(receiptBookContract.page, { params: { township }, query: { book } });
      const used = numbers.find(({ end, isTraced }) => end === 'used' && !isTraced);
      for (const { number } of numbers.filter((one) => one.case?.isOpen === true)) {
        const receipt = receiptText({ series, number });
        const documentSha256 = madeUpDigest('case', receipt);
        const body =
          agent === traced && used && openCases === 1
            ? ({ finding: 'used', ofReceipt: receiptText({ series, number: used.number }) } as const)
            : ({ finding: 'lost' } as const);
        await taxBranch.ask(receiptBookContract.closeCase, {
          params: { township, receipt },
          body: { ...body, documentSha256, reason: '与存根和代征人员核对' },
        });
      }
      await settle(stage, taxBranch, { township, book });
    }
  }
}

export const settleBooks = { handBackAndSettle, closeCases };
