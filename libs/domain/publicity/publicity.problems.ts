import { problemsOf } from '../problem.ts';
import type { Problem } from '../problem.ts';

const of = problemsOf('publicity');

export const publicityProblems = {
  dateForm: (field: string): Problem =>
    of(
      'date-form',
      422,
      [
        '日期不对 not a date',
        '日期须为存在的日期，如 2019-11-01。 The day must exist.',
        '填写张贴或取下的日期。 Give the day of posting or taking down.',
      ],
      { field },
    ),
  tooEarly: (firstOn: string): Problem =>
    of(
      'too-early',
      422,
      [
        '未到公示时间 too early',
        `公示从 ${firstOn} 开始。 Postings begin on ${firstOn}.`,
        '到时再张贴。 Post from then on.',
      ],
      { field: 'postedOn' },
    ),
  inTheFuture: (field: string): Problem =>
    of(
      'in-the-future',
      422,
      ['日期在今后 in the future', '日期不能晚于今天。 The day lies ahead.', '填写实际日期。 Give the real day.'],
      { field },
    ),
  alreadyPosted: (): Problem =>
    of('already-posted', 409, [
      '已登记张贴 already posted',
      '本村公示已登记，照片或日期不同。 It is recorded with another photo or day.',
      '如需重贴，先取下。 Take it down before posting anew.',
    ]),
  notPosted: (): Problem =>
    of('not-posted', 409, [
      '尚未张贴 not posted',
      '本村还没有登记张贴。 No posting is recorded for this village.',
      '先张贴并登记。 Post it and record it.',
    ]),
  stillStanding: (earliestOn: string): Problem =>
    of('still-standing', 409, [
      '公示未满期 not long enough',
      `公示不少于规定时间，最早 ${earliestOn} 取下。 Not before ${earliestOn} (R-901).`,
      '期满后再取下。 Wait until then.',
    ]),
  notStood: (): Problem =>
    of('not-stood', 409, [
      '公示未满期 it has not stood long enough',
      '公示时间还没有到。 Its time has not passed (R-901).',
      '期满后系统会登记，再取下。 It is recorded when the time has passed; take it down then.',
    ]),
  alreadyTakenDown: (): Problem =>
    of('already-taken-down', 409, [
      '已取下 already taken down',
      '公示已登记取下，照片或日期不同。 It is recorded with another photo or day.',
      '查看登记。 See the record.',
    ]),
  subjectRequired: (field: string): Problem =>
    of(
      'text-required',
      422,
      [
        '内容太短 too short',
        '须写明内容，至少四个字。 At least four characters are needed.',
        '写明后再提交。 Write it, then send it.',
      ],
      { field },
    ),
  objectionUnknown: (): Problem =>
    of(
      'objection-unknown',
      404,
      [
        '没有这项异议 no such objection',
        '本村没有这项异议。 This village has no such objection.',
        '刷新后再看。 Look again.',
      ],
      { field: 'objection' },
    ),
  objectionExists: (): Problem =>
    of(
      'objection-exists',
      409,
      [
        '异议已登记 already raised',
        '该编号的异议已登记，内容不同。 It is recorded with other contents.',
        '用新编号登记。 Record it under a new number.',
      ],
      { field: 'objection' },
    ),
  alreadyAnswered: (): Problem =>
    of('already-answered', 409, [
      '已答复 already answered',
      '该异议已有不同的答复。 It has another answer.',
      '查看答复。 See the answer.',
    ]),
};
