import { deciderSpec } from '../decider-spec.ts';
import type { ApprovalCommand } from './approval.commands.ts';
import { approvalDecider, approvalProblem } from './approval.decider.ts';
import type { Approval } from './approval.decider.ts';
import type { ApprovalEvent } from './approval.events.ts';
import { approvers } from './approvers.ts';
import { guardedRequest } from './guarded-request.ts';

const given = deciderSpec(approvalDecider);
const data = {
  act: 'refund',
  requestSha256: 'a'.repeat(64),
  summary: '退款 3 人',
  reason: '重复缴费',
  request: { registrations: 3 },
  askedBy: 'u_li',
} as const;
const ask: ApprovalCommand = { type: 'RequestApproval', data };
const requested: ApprovalEvent = { type: 'ApprovalRequested', data };
const granted: ApprovalEvent = { type: 'ApprovalGranted', data: { grantedBy: 'u_wang' } };
const refused: ApprovalEvent = { type: 'ApprovalRefused', data: { reason: '金额不符' } };
const grant = (by: string, isEntitled = true): ApprovalCommand => ({ type: 'GrantApproval', data: { by, isEntitled } });
const refuse = (reason = '金额不符'): ApprovalCommand => ({
  type: 'RefuseApproval',
  data: { by: 'u_wang', isEntitled: true, reason },
});

test('R-609 a request is recorded with its digest and who asked', () => {
  expect(given().when(ask)).toStrictEqual([requested]);
  expect(given(requested).when(ask)).toStrictEqual([]);
});

test('R-609 another person grants it', () => {
  expect(given(requested).when(grant('u_wang'))).toStrictEqual([granted]);
  expect(given(requested, granted).when(grant('u_wang'))).toStrictEqual([]);
});

test.each<readonly [string, readonly ApprovalEvent[], ApprovalCommand, string]>([
  ['the one who asks never approves', [requested], grant('u_li'), 'same-person'],
  ['not without the right', [requested], grant('u_wang', false), 'not-entitled'],
  ['not what nobody asked for', [], grant('u_wang'), 'unknown'],
  ['not after it was refused', [requested, refused], grant('u_wang'), 'already-decided'],
  ['not refused after it was granted', [requested, granted], refuse(), 'already-decided'],
  ['not granted twice by two', [requested, granted], grant('u_zhao'), 'already-decided'],
  ['not refused where nobody asked', [], refuse(), 'unknown'],
  [
    'not refused without the right',
    [requested],
    { type: 'RefuseApproval', data: { by: 'u_wang', isEntitled: false, reason: '金额不符' } },
    'not-entitled',
  ],
  ['not refused without a reason', [requested], refuse('否'), 'reason-required'],
  ['not asked without a reason', [], { type: 'RequestApproval', data: { ...data, reason: '  ' } }, 'reason-required'],
  [
    'not under a number that is used',
    [requested],
    { type: 'RequestApproval', data: { ...data, requestSha256: 'b'.repeat(64) } },
    'already-requested',
  ],
])('R-609 %s', (_rule, facts, command, why) => {
  expect(given(...facts).when(command)).toMatchObject({ type: `/problems/approval/${why}` });
});

test('R-609 a refusal is recorded with its reason', () => {
  expect(given(requested).when(refuse())).toStrictEqual([refused]);
});

const stateOf = (...facts: readonly ApprovalEvent[]): Approval =>
  facts.reduce((before, fact) => approvalDecider.evolve(before, fact), approvalDecider.initial);

test.each<readonly [string, readonly ApprovalEvent[], string, string, string | null]>([
  ['granted, this act, this request, another person', [requested, granted], 'a'.repeat(64), 'u_li', null],
  ['still waiting', [requested], 'a'.repeat(64), 'u_li', 'not-granted'],
  ['refused', [requested, refused], 'a'.repeat(64), 'u_li', 'not-granted'],
  ['another request', [requested, granted], 'b'.repeat(64), 'u_li', 'other-request'],
  ['used by the one who granted', [requested, granted], 'a'.repeat(64), 'u_wang', 'same-person'],
  ['never asked for', [], 'a'.repeat(64), 'u_li', 'unknown'],
])('I14 R-609 an approval bears a guarded act: %s', (_what, facts, digest, by, why) => {
  const answer = approvalProblem(stateOf(...facts), 'refund', digest, by);
  expect(answer?.type ?? null).toBe(why === null ? null : `/problems/approval/${why}`);
});

test('I14 an approval for a refund opens no gate', () => {
  expect(approvalProblem(stateOf(requested, granted), 'advance-over-gate', 'a'.repeat(64), 'u_li')).toMatchObject({
    type: '/problems/approval/other-request',
  });
});

test('I14 the same set of registrations is the same request, whatever its order', () => {
  const unit = '411722/101';
  expect(guardedRequest({ act: 'refund', unit, registrations: ['b', 'a'] })).toStrictEqual(
    guardedRequest({ act: 'refund', unit, registrations: ['a', 'b'] }),
  );
});

test('R-609 a refund is asked for by the health centre and granted by the tax branch', () => {
  expect(approvers.refund).toMatchObject({ ask: ['health-centre'], grant: ['tax-branch'] });
});
