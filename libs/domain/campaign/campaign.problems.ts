import { problemsOf } from '../problem.ts';
import type { Problem } from '../problem.ts';
import { readableInstant } from '../shanghai-date.ts';
import type { GateEvidence } from './campaign.commands.ts';
import { gateKinds, isGateKind } from './gate-kind.ts';
import { phaseTitleBoth } from './phase-title.ts';
import type { Phase } from './phase.ts';

const of = problemsOf('campaign');

export const campaignProblems = {
  notOpened: (): Problem =>
    of('not-opened', 409, [
      '征缴尚未开启 not opened',
      '征缴还没有开启。 The campaign has not been opened.',
      '请县协调员先开启征缴。 Have the county coordinator open it.',
    ]),
  alreadyOpened: (): Problem =>
    of('already-opened', 409, [
      '征缴已开启 already opened',
      '本年度征缴已经开启。 This campaign is open already.',
      '直接使用，或另开一次演练。 Use it, or open another rehearsal.',
    ]),
  finished: (): Problem =>
    of('finished', 409, [
      '征缴已结束 it is over',
      '征缴已经关闭，不能再改。 The campaign is closed and changes no more.',
      '只可查阅。 It can still be read.',
    ]),
  phaseNotOpen: (phase: Phase): Problem =>
    of(
      'phase-not-open',
      409,
      [
        '阶段未开启 the phase is not open',
        `${phaseTitleBoth(phase)} 现在没有开启。 It is not open now.`,
        '刷新后按当前阶段操作。 Look again and act on the open phase.',
      ],
      { field: 'phase' },
    ),
  phaseUnknown: (phase: Phase): Problem =>
    of(
      'phase-unknown',
      404,
      [
        '没有这个阶段 no such phase',
        `本方案没有 ${phaseTitleBoth(phase)}。 This scheme has no such phase.`,
        '按方案所列阶段操作。 Use a phase of the scheme.',
      ],
      { field: 'phase' },
    ),
  phaseNotClosed: (phase: Phase): Problem =>
    of(
      'phase-not-closed',
      409,
      [
        '阶段未关闭 the phase is not closed',
        `${phaseTitleBoth(phase)} 没有关闭，无需重开。 It is not closed, so there is nothing to reopen.`,
        '刷新后再看。 Look again.',
      ],
      { field: 'phase' },
    ),
  tooEarly: (phase: Phase, opensAt: number): Problem =>
    of('too-early', 409, [
      '未到开启时间 too early',
      `${phaseTitleBoth(phase)} 于 ${readableInstant(opensAt)} 开启。 It opens then.`,
      '等到该时间。 Wait until then.',
    ]),
  closesLater: (at: number): Problem =>
    of('closes-later', 409, [
      '未到结束时间 it ends later',
      `征缴于 ${readableInstant(at)} 结束。 The campaign ends then.`,
      '等到该时间，系统自动关闭。 Wait until then; it closes by itself.',
    ]),
  /** names what is missing, township by township. */
  gateNotMet: ({ missing }: GateEvidence): Problem =>
    of(
      'gate-not-met',
      409,
      [
        '关口未满足 the gate is not met',
        `还有 ${missing.length} 项未完成。 ${missing.length} things are missing.`,
        '补齐所列各项；确需推进的，写明理由并请第二人批准。 Complete them, or give a reason and have a second person approve.',
      ],
      {
        items: missing.map(({ unit, kind, count }) => ({
          unit,
          kind,
          count,
          detail: isGateKind(kind) ? gateKinds[kind].title : kind,
        })),
      },
    ),
  reasonRequired: (): Problem =>
    of(
      'reason-required',
      422,
      [
        '缺少理由 a reason is needed',
        '须写明理由，至少四个字。 A reason of at least four characters is needed.',
        '写明理由后再提交。 Write the reason, then send it.',
      ],
      { field: 'reason' },
    ),
  reasonDiffers: (): Problem =>
    of(
      'reason-differs',
      409,
      [
        '理由与批准的不同 not the reason that was approved',
        '第二人批准的是另一个理由。 The second person approved another reason.',
        '按批准的理由提交，或重新申请。 Send the approved reason, or ask anew.',
      ],
      { field: 'reason' },
    ),
  treasuryEntryBegun: (): Problem =>
    of('treasury-entry-begun', 409, [
      '已开始入库，不能重开 treasury entry has begun',
      '已有费款下达入库，阶段不能再重开。 Money has been ordered into the treasury: no phase is reopened any more.',
      '按遗留问题处理。 Settle it as a leftover.',
    ]),
  deadlineUnknown: (): Problem =>
    of(
      'deadline-unknown',
      404,
      [
        '没有这个期限 no such deadline',
        '找不到这个期限。 There is no such deadline.',
        '从期限列表中选择。 Choose one of the list.',
      ],
      { field: 'deadline' },
    ),
  deadlinePassed: (): Problem =>
    of(
      'deadline-passed',
      409,
      [
        '期限已过，不能再改 it has passed',
        '存款或锁户的时间已到，银行已按原时间执行。 The bank has already acted on it.',
        '后续款项按遗留问题处理。 Settle what follows as leftovers.',
      ],
      { field: 'deadline' },
    ),
  phaseClosed: (): Problem =>
    of(
      'phase-closed',
      409,
      [
        '所属阶段已关闭 its phase is closed',
        '该期限所属阶段已经关闭。 The phase of this deadline is closed.',
        '如确有必要，先重开阶段。 Reopen the phase first, if need be.',
      ],
      { field: 'deadline' },
    ),
  inThePast: (at: number): Problem =>
    of(
      'in-the-past',
      422,
      [
        '新期限须在以后 it must lie ahead',
        `现在是 ${readableInstant(at)}。 The plan stands there now.`,
        '选择以后的时间。 Choose a later instant.',
      ],
      { field: 'toAt' },
    ),
  beforeItOpens: (opensAt: number): Problem =>
    of(
      'before-it-opens',
      422,
      [
        '截止不得早于开始 due before it opens',
        `该阶段 ${readableInstant(opensAt)} 才开启。 The phase opens then.`,
        '选择开启以后的时间。 Choose an instant after that.',
      ],
      { field: 'toAt' },
    ),
  rehearsalOnly: (): Problem =>
    of('rehearsal-only', 409, [
      '仅限演练 rehearsals only',
      '正式征缴的时间不能调整。 The clock of a campaign in earnest is not changed.',
      '需要改期的，调整期限。 Move a deadline instead.',
    ]),
  speedNotPositive: (): Problem =>
    of(
      'speed-not-positive',
      422,
      [
        '速度须大于零 speed must be positive',
        '时钟速度须大于零；要停住请用“停住”。 Use hold to stop the clock.',
        '填写大于零的速度。 Give a positive speed.',
      ],
      { field: 'speed' },
    ),
  notAllClosed: (): Problem =>
    of('not-all-closed', 409, [
      '尚有阶段未关闭 phases are still open',
      '所有阶段关闭以后征缴才能结束。 A campaign ends when all its phases are closed.',
      '先逐一关闭各阶段。 Close the phases first.',
    ]),
};
