import type { Approval } from '../approval/approval.decider.ts';
import { deciderSpec } from '../decider-spec.ts';
import type { RefundCommand } from './refund.commands.ts';
import { refundDecider } from './refund.decider.ts';
import type { RefundEvent } from './refund.events.ts';

const given = deciderSpec(refundDecider);
type Request = Extract<RefundCommand, { type: 'RequestRefund' }>['data'];
const request = (part: Partial<Request> = {}): RefundCommand => ({
  type: 'RequestRefund',
  data: {
    registration: 'r1',
    approvalId: 'a1',
    reason: '重复缴费',
    amountFen: 25_000,
    receivedFen: 25_000,
    leftover: 'duplicate',
    isEnrolled: false,
    isEarlierRefused: false,
    ...part,
  },
});
const granted: Approval = {
  status: 'granted',
  act: 'refund',
  requestSha256: 'a'.repeat(64),
  askedBy: 'u_health',
  grantedBy: 'u_tax',
  reason: '重复缴费',
};
const approve = (approval: Approval = granted, approvalId = 'a1', requestSha256 = 'a'.repeat(64)): RefundCommand => ({
  type: 'ApproveRefund',
  data: { approvalId, approval, requestSha256 },
});
const release = (reference = 'B1'): RefundCommand => ({ type: 'ReleaseRefund', data: { account: '101', reference } });
const handOn = (agent = '101-01-1'): RefundCommand => ({ type: 'HandOnRefund', data: { agent } });
const pay = (agent = '101-01-1', signatureSha256 = 's'.repeat(64)): RefundCommand => ({
  type: 'PayRefund',
  data: { agent, signatureSha256 },
});

const requested: RefundEvent = {
  type: 'RefundRequested',
  data: { registration: 'r1', approvalId: 'a1', reason: '重复缴费' },
};
const approved: RefundEvent = { type: 'RefundApproved', data: { registration: 'r1', approvalId: 'a1' } };
const released: RefundEvent = { type: 'RefundReleased', data: { registration: 'r1', account: '101', reference: 'B1' } };
const handedOn: RefundEvent = { type: 'RefundHandedOn', data: { registration: 'r1', agent: '101-01-1' } };
const paid: RefundEvent = { type: 'RefundPaid', data: { registration: 'r1', signatureSha256: 's'.repeat(64) } };
const road = [requested, approved, released, handedOn, paid];

test.each<readonly [string, number, RefundCommand, RefundEvent]>([
  ['asked for', 0, request(), requested],
  ['approved by a second person', 1, approve(), approved],
  ['released to the health centre', 2, release(), released],
  ['handed on to the agent', 3, handOn(), handedOn],
  ['paid to the payer, who signs', 4, pay(), paid],
])('R-605 R-609 a refund goes hop by hop: %s', (_hop, before, command, event) => {
  expect(given(...road.slice(0, before)).when(command)).toStrictEqual([event]);
  expect(given(...road.slice(0, before + 1)).when(command)).toStrictEqual([]);
});

test.each<readonly [string, number, RefundCommand, string]>([
  ['approved before it is asked for', 0, approve(), 'refund/unknown'],
  ['released before it is asked for', 0, release(), 'refund/unknown'],
  ['released before it is approved', 1, release(), 'refund/not-approved'],
  ['handed on before it is released', 2, handOn(), 'refund/not-released'],
  ['paid before it is released', 2, pay(), 'refund/not-handed-on'],
  ['paid before it is handed on', 3, pay(), 'refund/not-handed-on'],
  ['paid by another agent', 4, pay('101-01-2'), 'refund/not-yours'],
  ['paid twice', 5, pay('101-01-1', 't'.repeat(64)), 'refund/already-paid'],
  ['released twice', 3, release('B2'), 'refund/already-released'],
  ['released anew after it was paid', 5, release('B2'), 'refund/already-released'],
  ['handed to two agents', 4, handOn('101-01-2'), 'refund/handed-to-another'],
  ['asked for again after approval', 2, request({ approvalId: 'a2' }), 'refund/already-requested'],
  ['asked for twice at once', 1, request({ approvalId: 'a2' }), 'refund/already-requested'],
  ['approved by the one who asked', 1, approve({ ...granted, grantedBy: 'u_health' }), 'approval/same-person'],
  ['not yet approved', 1, approve({ ...granted, status: 'waiting' }), 'approval/not-granted'],
  ['approved for another set', 1, approve(granted, 'a1', 'b'.repeat(64)), 'approval/other-request'],
  ['approved under another number', 1, approve(granted, 'a2'), 'refund/other-approval'],
])('I7 R-605 R-609 no hop is left out, taken twice or alone: %s', (_what, before, command, why) => {
  expect(given(...road.slice(0, before)).when(command)).toMatchObject({ type: `/problems/${why}` });
});

test.each<readonly [string, Partial<Request>, string]>([
  ['a correct single payment', { isEnrolled: true, leftover: null }, 'enrolled'],
  ['an enrolled payment, whatever is said of it', { isEnrolled: true }, 'enrolled'],
  ['what is no leftover', { leftover: null }, 'no-leftover'],
  ['what never arrived', { receivedFen: 0, amountFen: 0 }, 'nothing-received'],
  ['more than came in', { amountFen: 25_001 }, 'amount-differs'],
  ['less than came in', { amountFen: 24_999 }, 'amount-differs'],
  ['without a reason', { reason: '退' }, 'reason-required'],
])('I7 R-606 no refund: %s', (_what, part, why) => {
  expect(given().when(request(part))).toMatchObject({ type: `/problems/refund/${why}` });
});

test('R-609 after the second person refused, it can be asked for anew', () => {
  const again = request({ approvalId: 'a2', isEarlierRefused: true });
  expect(given(requested).when(again)).toStrictEqual([
    { type: 'RefundRequested', data: { registration: 'r1', approvalId: 'a2', reason: '重复缴费' } },
  ]);
  expect(given(requested, approved).when(again)).toMatchObject({ type: '/problems/refund/already-requested' });
});
