import { askOutside } from '../ask-outside.ts';
import { Misshapen } from '../misshapen.ts';
import type { OutsideAddress } from '../outside-call.ts';
import { requireSameOrder } from '../require-same-order.ts';
import { requireTotals } from '../require-totals.ts';
import type { TaxConnector } from './tax.connector.ts';

const done = 'done' as const;

/** The tax authority over HTTP, as apps/counterparts speaks it. */
export const taxClient = (address: OutsideAddress): TaxConnector => ({
  issueCertificates: (call) => {
    const body = { items: call.items.map(({ registration, serial }) => ({ registration, serial })) };
    const question = { operation: 'tax.issueCertificates', method: 'POST', path: '/tax/certificates', body } as const;
    return askOutside(address, call, question, (answer) => {
      requireTotals(answer, { rows: call.items.length, fen: 0 });
      const certificates = answer.list('certificates', (item) => ({
        registration: item.text('registration'),
        certificate: item.text('certificate'),
      }));
      return { kind: done, certificates: requireSameOrder(call.items, certificates) };
    });
  },

  enterTreasury: (call) => {
    const { page, account, people, fen, listSha256 } = call;
    const body = { page, account, people, fen, listSha256 };
    const question = { operation: 'tax.enterTreasury', method: 'POST', path: '/tax/treasury-entries', body } as const;
    return askOutside(address, call, question, (answer) => {
      requireTotals(answer, { rows: people, fen });
      // The treasury repeats whose money it entered; another list's digest is somebody else's answer.
      if (answer.text('page') !== page || answer.text('listSha256') !== listSha256)
        throw new Misshapen('treasury list');
      return { kind: done, reference: answer.text('reference') };
    });
  },
});
