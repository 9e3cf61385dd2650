import { problemsOf } from '../problem.ts';
import type { Problem } from '../problem.ts';

const of = problemsOf('approval');

export const approvalProblems = {
  unknown: (): Problem =>
    of('unknown', 404, [
      '没有这项申请 no such request',
      '找不到这项批准申请。 There is no such request for approval.',
      '请重新申请。 Ask again.',
    ]),
  alreadyRequested: (): Problem =>
    of('already-requested', 409, [
      '申请已存在 already asked',
      '该编号的申请已存在，内容不同。 A request with this number exists, with other contents.',
      '请用新编号申请。 Ask under a new number.',
    ]),
  reasonRequired: (): Problem =>
    of(
      'reason-required',
      422,
      [
        '缺少理由 a reason is needed',
        '申请须写明理由，至少四个字。 A request needs a reason of at least four characters.',
        '写明理由后再提交。 Write the reason, then send it.',
      ],
      { field: 'reason' },
    ),
  samePerson: (): Problem =>
    of('same-person', 403, [
      '须由第二人批准 a second person is needed',
      '申请人不得批准自己的申请。 Who asks never approves.',
      '请另一名有权人员登录批准。 Have another entitled person sign in and approve.',
    ]),
  notEntitled: (): Problem =>
    of('not-entitled', 403, [
      '无权批准 not entitled',
      '您的角色或单位无权批准此事项。 Your role or unit may not approve this.',
      '请有权的同事批准。 Ask a colleague who may.',
    ]),
  alreadyDecided: (): Problem =>
    of('already-decided', 409, [
      '已有决定 already decided',
      '该申请已被批准或驳回。 It has been granted or refused already.',
      '如需改变，请重新申请。 To change it, ask anew.',
    ]),
  notGranted: (): Problem =>
    of(
      'not-granted',
      409,
      [
        '尚未批准 not granted',
        '第二人尚未批准，或已驳回。 The second person has not granted it, or refused it.',
        '等待批准后再执行。 Wait for the approval.',
      ],
      { field: 'approvalId' },
    ),
  otherRequest: (): Problem =>
    of(
      'other-request',
      409,
      [
        '批准的不是这件事 approved for something else',
        '批准只对当时提交的内容有效。 An approval is good for the request it was given for.',
        '按原内容执行，或重新申请。 Act as approved, or ask anew.',
      ],
      { field: 'approvalId' },
    ),
  alreadyUsed: (): Problem =>
    of(
      'already-used',
      409,
      ['批准已用过 already used', '一项批准只用一次。 An approval is used once.', '请重新申请。 Ask anew.'],
      { field: 'approvalId' },
    ),
};
