import { receiptBookContract } from '@canbao/http-contract/receipt-book.contract';
import { receiptBookQuery } from '@canbao/projections/receipt-book/receipt-book.query';
import { Controller } from '@nestjs/common';

import { agentOfCall } from '../agent/agent-of-call.ts';
import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { reading } from '../reading/reader.ts';
import { inCampaign } from '../record/in-campaign.ts';
import { bookAnswers } from './book-answers.ts';
import { commandBook } from './command-book.ts';

/** The agent's own receipt books: spoilt sheets, missing ones, handing back. */
@Controller()
export class AgentBooksController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(receiptBookContract.mine)
  mine({ query, grants }: Call<typeof receiptBookContract.mine>) {
    return reading(this.#parts, query.at, async (reader) => {
      const { agent, township } = agentOfCall(grants);
      const books = await receiptBookQuery.ofAgent(reader.handle, agent);
      const rows = await bookAnswers.rows(reader, this.#parts.accounts, township, books);
      const inHand = await Promise.all(books.map((book) => bookAnswers.blanks(reader, book)));
      return { books: rows.map((row, nth) => ({ ...row, ...inHand[nth]! })), moment: reader.moment };
    });
  }

  @Serves(receiptBookContract.voidReceipt)
  voidReceipt({ body, caller, commandId, grants, param }: Call<typeof receiptBookContract.voidReceipt>) {
    const [{ agent }, receipt] = [agentOfCall(grants), param('receipt')];
    return inCampaign(this.#parts, (current) =>
      commandBook(this.#parts, current, {
        commandId,
        actor: caller.account,
        request: { type: 'VoidReceipt', ...body },
        of: { receipt },
        isOwn: (book) => book.agent === agent,
        command: async ({ useOf }) => ({
          type: 'VoidReceipt',
          data: { agent, receipt, ...body, use: await useOf(receipt) },
        }),
      }),
    );
  }

  @Serves(receiptBookContract.reportOwn)
  reportOwn({ body, caller, commandId, grants, param }: Call<typeof receiptBookContract.reportOwn>) {
    const [{ agent }, receipt] = [agentOfCall(grants), param('receipt')];
    return inCampaign(this.#parts, (current) =>
      commandBook(this.#parts, current, {
        commandId,
        actor: caller.account,
        request: { type: 'ReportReceipt', ...body },
        of: { receipt },
        isOwn: (book) => book.agent === agent,
        command: async ({ useOf }) => ({
          type: 'ReportReceipt',
          data: { agent, receipt, ...body, use: await useOf(receipt) },
        }),
      }),
    );
  }

  @Serves(receiptBookContract.handBack)
  handBack({ body, caller, commandId, grants, param }: Call<typeof receiptBookContract.handBack>) {
    const [{ agent }, book] = [agentOfCall(grants), param('book')];
    return inCampaign(this.#parts, (current) =>
      commandBook(this.#parts, current, {
        commandId,
        actor: caller.account,
        request: { type: 'HandBackBook', ...body },
        of: { book },
        isOwn: (one) => one.agent === agent,
        command: async ({ usedIn }) => ({ type: 'HandBackBook', data: { agent, ...body, used: await usedIn(book) } }),
      }),
    );
  }
}
