import { createHash } from 'node:crypto';

import { askOutside } from '../ask-outside.ts';
import { Misshapen } from '../misshapen.ts';
import type { OutsideAddress } from '../outside-call.ts';
import { requireSameOrder } from '../require-same-order.ts';
import { requireTotals } from '../require-totals.ts';
import type { BankConnector, StatementHandedOver } from './bank.connector.ts';

const done = 'done' as const;
const none = 'none' as const;

/** The bank over HTTP, as apps/counterparts speaks it. */
export const bankClient = (address: OutsideAddress): BankConnector => ({
  openAccount: (call) => {
    const { account, name, township, depositUnitFen } = call;
    const body = { account, name, township, depositUnitFen };
    const question = { operation: 'bank.openAccount', method: 'POST', path: '/bank/accounts', body } as const;
    return askOutside(address, call, question, (answer) => ({ kind: done, tail: answer.text('tail') }));
  },

  lockAccount: (call) => {
    const body = { account: call.account };
    const question = { operation: 'bank.lockAccount', method: 'POST', path: '/bank/locks', body } as const;
    return askOutside(address, call, question, (answer) => ({ kind: done, lockedAt: answer.whole('lockedAt') }));
  },

  accountState: (call) => {
    const path = `/bank/accounts/${encodeURIComponent(call.account)}`;
    return askOutside(address, call, { operation: 'bank.accountState', method: 'GET', path }, (answer) => ({
      kind: done,
      isLocked: answer.flag('isLocked'),
      lockedAt: answer.wholeOrNull('lockedAt'),
      balanceFen: answer.whole('balanceFen'),
    }));
  },

  statement: (call) => {
    const path = `/bank/accounts/${encodeURIComponent(call.account)}/statements/${call.afterNumber + 1}`;
    return askOutside(address, call, { operation: 'bank.statement', method: 'GET', path }, (answer) => {
      if (!answer.flag('isReady')) return { kind: none };
      const handedOver: StatementHandedOver = {
        kind: done,
        number: answer.whole('number'),
        isClosing: answer.flag('isClosing'),
        file: answer.text('file'),
        fileSha256: answer.text('sha256'),
      };
      if (handedOver.number !== call.afterNumber + 1) throw new Misshapen('statement number');
      if (createHash('sha256').update(handedOver.file).digest('hex') !== handedOver.fileSha256)
        throw new Misshapen('statement digest');
      return handedOver;
    });
  },

  transferToHealthCentre: (call) => {
    const body = { account: call.account, items: call.items.map(({ registration, fen }) => ({ registration, fen })) };
    const question = { operation: 'bank.transferToHealthCentre', method: 'POST', path: '/bank/returns', body } as const;
    return askOutside(address, call, question, (answer) => {
      requireTotals(answer, { rows: call.items.length, fen: call.items.reduce((sum, item) => sum + item.fen, 0) });
      const references = answer.list('references', (item) => ({
        registration: item.text('registration'),
        reference: item.text('reference'),
      }));
      return { kind: done, references: requireSameOrder(call.items, references) };
    });
  },
});
