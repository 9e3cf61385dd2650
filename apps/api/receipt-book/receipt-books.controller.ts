import type { CaseFinding } from '@canbao/domain/receipt-book/receipt-book.commands';
import { parseReceiptNumber } from '@canbao/domain/receipt-book/receipt-number';
import { receiptBookContract } from '@canbao/http-contract/receipt-book.contract';
import { historyQuery } from '@canbao/projections/history/history.query';
import { receiptBookQuery } from '@canbao/projections/receipt-book/receipt-book.query';
import { receiptNumberQuery } from '@canbao/projections/receipt-number/receipt-number.query';
import { townshipQuery } from '@canbao/projections/township/township.query';
import { Controller } from '@nestjs/common';

import { accessProblems } from '../access/access-problems.ts';
import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { reading } from '../reading/reader.ts';
import { inCampaign } from '../record/in-campaign.ts';
import { bookAnswers } from './book-answers.ts';
import { commandBook } from './command-book.ts';

/** Receipt books of a township: read by its offices and the county, counted and settled by its tax branch. */
@Controller()
export class ReceiptBooksController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(receiptBookContract.list)
  list({ param, query }: Call<typeof receiptBookContract.list>) {
    return reading(this.#parts, query.at, async (reader) => {
      const township = param('township');
      if ((await townshipQuery.townships(reader.handle)).every(({ code }) => code !== township))
        return accessProblems.notFound();
      const books = await receiptBookQuery.ofTownship(reader.handle, township);
      const rows = await bookAnswers.rows(reader, this.#parts.accounts, township, books);
      return { books: rows, moment: reader.moment };
    });
  }

  @Serves(receiptBookContract.page)
  page({ param, query }: Call<typeof receiptBookContract.page>) {
    return reading(this.#parts, query.at, async (reader) => {
      const book = await receiptBookQuery.byBook(reader.handle, query.book);
      if (book === null || book.township !== param('township')) return accessProblems.notFound();
      const [row] = await bookAnswers.rows(reader, this.#parts.accounts, book.township, [book]);
      return { book: row!, numbers: await bookAnswers.numbers(reader, book.book), moment: reader.moment };
    });
  }

  @Serves(receiptBookContract.receipt)
  receipt({ param, query: { at, receipt } }: Call<typeof receiptBookContract.receipt>) {
    return reading(this.#parts, at, async ({ handle, moment }) => {
      const number = parseReceiptNumber(receipt);
      const book = number && (await receiptBookQuery.holding(handle, number));
      if (!book || book.township !== param('township')) return accessProblems.notFound();
      const { events } = await historyQuery.of(handle, 'receipt', receipt, { limit: 100 });
      const names = await this.#parts.accounts.displayNames(events.map(({ actor }) => actor));
      return {
        receipt,
        events: events.toReversed().map(({ position, type, occurredAt, actor }) => ({
          position,
          type,
          occurredAt: new Date(occurredAt).toISOString(),
          actorName: names.get(actor) ?? actor,
        })),
        moment,
      };
    });
  }

  @Serves(receiptBookContract.report)
  report({ body, caller, commandId, param }: Call<typeof receiptBookContract.report>) {
    const [township, receipt] = [param('township'), param('receipt')];
    return inCampaign(this.#parts, (current) =>
      commandBook(this.#parts, current, {
        commandId,
        actor: caller.account,
        request: { type: 'ReportReceipt', ...body },
        of: { receipt },
        isOwn: (book) => book.township === township,
        command: async ({ useOf }) => ({
          type: 'ReportReceipt',
          data: { agent: null, receipt, ...body, use: await useOf(receipt) },
        }),
      }),
    );
  }

  @Serves(receiptBookContract.closeCase)
  closeCase({ body, caller, commandId, param }: Call<typeof receiptBookContract.closeCase>) {
    const [township, receipt] = [param('township'), param('receipt')];
    return inCampaign(this.#parts, (current) =>
      commandBook(this.#parts, current, {
        commandId,
        actor: caller.account,
        request: { type: 'CloseReceiptCase', ...body },
        of: { receipt },
        isOwn: (book) => book.township === township,
        command: async ({ useOf }) => ({
          type: 'CloseReceiptCase',
          data: { receipt, reason: body.reason, finding: await findingOf(current, body), use: await useOf(receipt) },
        }),
      }),
    );
  }

  @Serves(receiptBookContract.count)
  count({ body, caller, commandId, param }: Call<typeof receiptBookContract.count>) {
    const [township, book] = [param('township'), param('book')];
    return inCampaign(this.#parts, (current) =>
      commandBook(this.#parts, current, {
        commandId,
        actor: caller.account,
        request: { type: 'CountBook', ...body },
        of: { book },
        isOwn: (one) => one.township === township,
        command: async ({ usedIn }) => ({ type: 'CountBook', data: { ...body, used: await usedIn(book) } }),
      }),
    );
  }

  @Serves(receiptBookContract.settle)
  settle({ caller, commandId, param }: Call<typeof receiptBookContract.settle>) {
    const [township, book] = [param('township'), param('book')];
    return inCampaign(this.#parts, (current) =>
      commandBook(this.#parts, current, {
        commandId,
        actor: caller.account,
        request: { type: 'SettleBook' },
        of: { book },
        isOwn: (one) => one.township === township,
        command: async ({ usedIn }) => ({ type: 'SettleBook', data: { used: await usedIn(book) } }),
      }),
    );
  }
}

/** People know a registration by its receipt; the log knows it by its id. */
async function findingOf(
  { live }: CurrentCampaign,
  body: Call<typeof receiptBookContract.closeCase>['body'],
): Promise<CaseFinding> {
  if (body.finding === 'unused') return { kind: 'unused' };
  if (body.finding === 'lost') return { kind: 'lost', documentSha256: body.documentSha256 };
  const found = await receiptNumberQuery.useOf(live, body.ofReceipt);
  return {
    kind: 'used',
    registration: found?.registration ?? '',
    documentSha256: body.documentSha256,
    found: found && { agent: found.agent, receipt: found.receipt },
  };
}
