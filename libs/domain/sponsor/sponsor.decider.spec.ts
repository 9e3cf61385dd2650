import { deciderSpec } from '../decider-spec.ts';
import type { SponsorCommand } from './sponsor.commands.ts';
import { sponsorDecider } from './sponsor.decider.ts';
import type { SponsorEvent } from './sponsor.events.ts';

const given = deciderSpec(sponsorDecider);
const submit = (part: Partial<SponsorCommand['data']> = {}): SponsorCommand => ({
  type: 'SubmitSponsorList',
  data: {
    department: 'civil-affairs',
    people: 30,
    fileSha256: 'a'.repeat(64),
    departments: ['poverty-office', 'civil-affairs'],
    wrongRows: [],
    ...part,
  },
});
const received: SponsorEvent = {
  type: 'SponsorListReceived',
  data: { department: 'civil-affairs', version: 1, people: 30, fileSha256: 'a'.repeat(64) },
};
const listed: SponsorEvent = { type: 'PersonListed', data: { department: 'civil-affairs', version: 1, line: 1 } };

test('R-505 a list is taken whole; the next one is a new version', () => {
  expect(given().when(submit())).toStrictEqual([received]);
  expect(given(received, listed).when(submit())).toStrictEqual([]);
  expect(given(received).when(submit({ fileSha256: 'b'.repeat(64) }))).toMatchObject([{ data: { version: 2 } }]);
});

test('R-505 one wrong row returns the list whole, with the row', () => {
  expect(given().when(submit({ wrongRows: [{ row: 7, detail: '身份证号校验位不符' }] }))).toMatchObject({
    type: '/problems/sponsor/returned-whole',
    items: [{ detail: '第 7 行：身份证号校验位不符' }],
  });
});

test('R-505 nobody on the list, or no such department', () => {
  expect(given().when(submit({ people: 0 }))).toMatchObject({ type: '/problems/sponsor/empty' });
  expect(given().when(submit({ department: 'police' }))).toMatchObject({
    type: '/problems/sponsor/department-unknown',
  });
});
