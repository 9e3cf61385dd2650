import { askOutside } from '../ask-outside.ts';
import type { OutsideAddress } from '../outside-call.ts';
import { requireSameOrder } from '../require-same-order.ts';
import { requireTotals } from '../require-totals.ts';
import type { RegisterConnector } from './register.connector.ts';

const done = 'done' as const;

/** The population register over HTTP, as apps/counterparts speaks it. POST, because ID numbers belong in no URL. */
export const registerClient = (address: OutsideAddress): RegisterConnector => ({
  lookUp: (call) => {
    const questions = call.questions.map(({ registration, idNumber, name }) => ({ registration, idNumber, name }));
    const body = { questions };
    const question = { operation: 'register.lookUp', method: 'POST', path: '/register/look-ups', body } as const;
    return askOutside(address, call, question, (answer) => {
      requireTotals(answer, { rows: call.questions.length, fen: 0 });
      const answers = answer.list('answers', (row) => ({
        registration: row.text('registration'),
        isKnown: row.flag('isKnown'),
        nameMatches: row.flag('nameMatches'),
        // Registers that know nothing of households leave it out; nobody is sent away for that.
        inHousehold: row.has('inHousehold') ? row.flag('inHousehold') : row.flag('isKnown'),
        employeeInsured: row.flag('employeeInsured'),
        insuredElsewhere: row.flag('insuredElsewhere'),
        deceased: row.flag('deceased'),
      }));
      return { kind: done, answers: requireSameOrder(call.questions, answers) };
    });
  },
});
