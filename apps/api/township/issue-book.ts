import { isProblem } from '@canbao/domain/problem';
import { receiptBookDecider } from '@canbao/domain/receipt-book/receipt-book.decider';
import type { townshipContract } from '@canbao/http-contract/township.contract';
import { receiptBookQuery } from '@canbao/projections/receipt-book/receipt-book.query';

import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Call } from '../http/call.ts';
import type { Parts } from '../parts.ts';
import { decideOnStream } from '../record/decide-on-stream.ts';
import { foldStream } from '../record/fold-stream.ts';
import { recordCommand } from '../record/record-command.ts';

/** A receipt book for an agent of the township, under the township's next number. */
export async function issueBook(
  parts: Parts,
  current: CurrentCampaign,
  { body, caller, commandId, param, unit }: Call<typeof townshipContract.issueBook>,
) {
  const { live, code: campaign, state } = current;
  const printedSeries = parts.packOf(state.pack.id).pack.money.receipts?.series ?? '';
  const holders = await parts.accounts.holdersOf(unit!, ['agent'], true);
  const agent = holders.find(({ holder }) => holder === body.agent);
  return recordCommand(parts, current, {
    commandId,
    actor: caller.account,
    request: { ...body },
    againOn: 'book',
    async decide() {
      const book = await freeBook(parts, current, param('township'));
      const issued = await decideOnStream(parts.log, campaign, {
        stream: `book-${book}`,
        decider: receiptBookDecider,
        command: {
          type: 'IssueReceiptBook',
          data: {
            ...body,
            book,
            printedSeries,
            isAgentKnown: agent !== undefined,
            issued: await receiptBookQuery.ranges(live),
          },
        },
        envelope: { unit: agent?.unit ?? unit! },
      });
      return isProblem(issued) ? issued : { streams: [issued] };
    },
  });
}

/** The next number that no book of the township has; one issued a moment ago may not be projected yet. */
async function freeBook({ log }: Parts, { code, live }: CurrentCampaign, township: string): Promise<string> {
  for (let n = (await receiptBookQuery.countOf(live, township)) + 1; ; n++) {
    const { version } = await foldStream(log, code, `book-${township}-${n}`, receiptBookDecider);
    if (version === 0) return `${township}-${n}`;
  }
}
