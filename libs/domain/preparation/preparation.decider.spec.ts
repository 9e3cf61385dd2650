import { deciderSpec } from '../decider-spec.ts';
import type { PreparationCommand } from './preparation.commands.ts';
import { preparationDecider } from './preparation.decider.ts';
import type { PreparationEvent } from './preparation.events.ts';

const given = deciderSpec(preparationDecider);
const digest = 'a'.repeat(64);
const file = (documentSha256 = digest): PreparationCommand => ({
  type: 'FilePlan',
  data: { documentSha256, title: '东测乡征收方案' },
});
const filed: PreparationEvent = { type: 'PlanFiled', data: { documentSha256: digest, title: '东测乡征收方案' } };
const known = ['101-01-1', '101-02-1'];
const train = (agents: readonly string[] = known, trainedOn = '2019-09-17'): PreparationCommand => ({
  type: 'ConfirmTraining',
  data: { agents, trainedOn, known, today: '2019-09-18' },
});
const trained: PreparationEvent = { type: 'TrainingConfirmed', data: { agents: known, trainedOn: '2019-09-17' } };

test('R-308 a township files its plan and confirms that its agents are trained', () => {
  expect(given().when(file())).toStrictEqual([filed]);
  expect(given(filed).when(file())).toStrictEqual([]);
  expect(given(filed).when(file('b'.repeat(64)))).toHaveLength(1);
  expect(given(filed).when(train())).toStrictEqual([trained]);
  expect(given(filed, trained).when(train())).toStrictEqual([]);
});

test.each<readonly [string, PreparationCommand, string]>([
  ['a plan without its digest', file('abc'), 'digest-form'],
  ['a training on no day', train(known, '2019-09-31'), 'date-form'],
  ['a training tomorrow', train(known, '2019-09-19'), 'in-the-future'],
  ["another township's agents", train([...known, '102-01-1']), 'strangers'],
  ['an agent left out', train(['101-01-1']), 'untrained'],
])('R-308 not ready: %s', (_what, command, why) => {
  expect(given().when(command)).toMatchObject({ type: `/problems/preparation/${why}` });
});

test('R-308 the refusal names the agents who are missing', () => {
  expect(given().when(train(['101-01-1']))).toMatchObject({ items: [{ detail: '101-02-1' }] });
});
