import { isProblem, type Problem } from '@canbao/domain/problem';
import type { ReceiptBookCommand, ReceiptUse } from '@canbao/domain/receipt-book/receipt-book.commands';
import { receiptBookDecider } from '@canbao/domain/receipt-book/receipt-book.decider';
import { numberOfReceipt, parseReceiptNumber } from '@canbao/domain/receipt-book/receipt-number';
import type { Canonical } from '@canbao/event-log/canonical-json';
import { headOf } from '@canbao/event-log/head-of';
import { awaitPosition } from '@canbao/projections/await-position';
import { type BookOfAgent, receiptBookQuery } from '@canbao/projections/receipt-book/receipt-book.query';
import { receiptNumberQuery } from '@canbao/projections/receipt-number/receipt-number.query';

import { accessProblems } from '../access/access-problems.ts';
import { countyOf } from '../access/decide-access.ts';
import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Parts } from '../parts.ts';
import { decideOnStream } from '../record/decide-on-stream.ts';
import { recordCommand, type Recorded } from '../record/record-command.ts';

/** What the registrations of the campaign say, as of a position that no earlier command is missing from. */
export type KnownUse = {
  useOf(receipt: string): Promise<ReceiptUse | null>;
  usedIn(book: string): Promise<readonly number[]>;
};

type BookCommand = {
  readonly commandId: string;
  readonly actor: string;
  readonly request: { readonly [key: string]: Canonical };
  /** By number or by a receipt of it; one that `isOwn` denies is "not found", like one that is not there. */
  readonly of: { readonly book: string } | { readonly receipt: string };
  readonly isOwn: (book: BookOfAgent) => boolean;
  readonly command: (known: KnownUse) => Promise<ReceiptBookCommand>;
};

/**
 * One command on one receipt book. What it has to know of registrations is read when the projections have come to the
 * log's head; a registration that comes in between holds the claim on its number, and then it is decided again.
 */
export async function commandBook(
  parts: Parts,
  current: CurrentCampaign,
  { commandId, actor, request, of, isOwn, command }: BookCommand,
): Promise<Recorded | Problem> {
  const { code, live, state } = current;
  await awaitPosition(live, await headOf(parts.log, code));
  const book = await bookOf(current, of);
  if (book === null || !isOwn(book)) return accessProblems.notFound();
  const [township, village] = book.agent.split('-');
  const unit = `${countyOf(state.region)}/${township}/${village}`;
  return recordCommand(parts, current, {
    commandId,
    actor,
    request: { ...request, ...of },
    againOn: 'receipt',
    async decide() {
      await awaitPosition(live, await headOf(parts.log, code));
      const decided = await decideOnStream(parts.log, code, {
        stream: `book-${book.book}`,
        decider: receiptBookDecider,
        command: await command(knownUse(current)),
        envelope: { unit },
      });
      return isProblem(decided) ? decided : { streams: [decided] };
    },
  });
}

async function bookOf({ live }: CurrentCampaign, of: BookCommand['of']): Promise<BookOfAgent | null> {
  if ('book' in of) return receiptBookQuery.byBook(live, of.book);
  const number = parseReceiptNumber(of.receipt);
  return number === null ? null : receiptBookQuery.holding(live, number);
}

const knownUse = ({ live }: CurrentCampaign): KnownUse => ({
  useOf: (receipt) => receiptNumberQuery.useOf(live, receipt),
  usedIn: async (book) => (await receiptNumberQuery.usedOf(live, book)).map(({ receipt }) => numberOfReceipt(receipt)),
});
