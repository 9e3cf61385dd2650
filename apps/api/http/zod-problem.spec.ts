import { agentContract } from '@canbao/http-contract/agent.contract';
import { taskContract } from '@canbao/http-contract/task.contract';
import type { ZodType } from 'zod';

import { zodProblem } from './zod-problem.ts';

const problemOf = (schema: ZodType, input: unknown) => {
  const result = schema.safeParse(input);
  if (result.success) throw new Error('it was taken');
  return zodProblem(result.error);
};
const register = agentContract.register.body!;
const split = taskContract.setTownshipTask.body!;
const payer = {
  idNumber: '411722199001011234',
  name: '张三',
  group: '一组',
  receipt: 'SC2020-00000001',
  amountFen: 25_000,
};

describe('bad input names field, row and remedy, never the value', () => {
  test('an unknown field', () => {
    expect(problemOf(register, { ...payer, colour: 'red' })).toMatchObject({
      type: '/problems/request/unknown-field',
      field: 'colour',
    });
  });

  test('an unknown field whose name is an ID number is not repeated', () => {
    expect(JSON.stringify(problemOf(register, { ...payer, '411722199001011234': 1 }))).not.toContain('411722');
  });

  test('a missing field', () => {
    const { group: _, ...rest } = payer;
    expect(problemOf(register, rest)).toMatchObject({ type: '/problems/request/missing-field', field: 'group' });
  });

  test('money with fractions', () => {
    expect(problemOf(register, { ...payer, amountFen: 250.5 })).toMatchObject({
      type: '/problems/request/invalid-field',
      field: 'amountFen',
    });
  });

  test('a row of a list is counted from one', () => {
    const villages = [
      { code: '01', name: '一村', people: 10 },
      { code: '2', name: '二村', people: 10 },
    ];
    expect(problemOf(split, { people: 20, villages })).toMatchObject({ field: 'villages.1.code', row: 2 });
  });

  test.each([
    { ...payer, receipt: '411722199001011234' },
    { ...payer, name: '' },
    { ...payer, idNumber: 411722199001011234n.toString().repeat(3) },
    { ...payer, group: 7 },
  ])('no value stands in the problem (%#)', (input) => {
    const text = JSON.stringify(problemOf(register, input));
    expect(text).not.toContain('411722199001011234');
    expect(text).not.toContain('张三');
  });
});
