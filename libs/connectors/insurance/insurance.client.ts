import { askOutside } from '../ask-outside.ts';
import type { JsonReader } from '../json-reader.ts';
import { Misshapen } from '../misshapen.ts';
import type { OutsideAddress } from '../outside-call.ts';
import { requireSameOrder } from '../require-same-order.ts';
import { requireTotals } from '../require-totals.ts';
import type { BureauVerdict, InsuranceConnector } from './insurance.connector.ts';

const done = 'done' as const;

/** The insurance bureau over HTTP, as apps/counterparts speaks it. */
export const insuranceClient = (address: OutsideAddress): InsuranceConnector => ({
  importPage: (call) => {
    const { handover, page, coverageYear } = call;
    const rows = call.rows.map(({ registration, idNumber, name, unit }) => ({ registration, idNumber, name, unit }));
    const body = { handover, page, coverageYear, rows };
    const question = { operation: 'insurance.importPage', method: 'POST', path: '/insurance/pages', body } as const;
    return askOutside(address, call, question, (answer) => {
      requireTotals(answer, { rows: call.rows.length, fen: 0 });
      return { kind: done, verdicts: requireSameOrder(call.rows, answer.list('verdicts', verdict)) };
    });
  },
});

function verdict(row: JsonReader): BureauVerdict {
  const registration = row.text('registration');
  if (row.has('refused')) return { registration, refused: row.text('refused') };
  const benefitStartOn = row.text('benefitStartOn');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(benefitStartOn)) throw new Misshapen('benefitStartOn');
  return { registration, serial: row.text('serial'), benefitStartOn };
}
