import { phaseTitleBoth } from '../campaign/phase-title.ts';
import type { Phase } from '../campaign/phase.ts';
import { problemsOf } from '../problem.ts';
import type { Problem } from '../problem.ts';

const of = problemsOf('township');

export const townshipProblems = {
  phaseNotOpen: (phase: Phase): Problem =>
    of(
      'phase-not-open',
      409,
      [
        '本乡镇该阶段未开启 not open in this township',
        `${phaseTitleBoth(phase)} 在本乡镇没有开启。 It is not open in this township.`,
        '刷新后按当前阶段操作。 Look again and act on the open phase.',
      ],
      { field: 'phase' },
    ),
  phaseNotClosed: (phase: Phase): Problem =>
    of(
      'phase-not-closed',
      409,
      [
        '本乡镇该阶段未关闭 not closed in this township',
        `${phaseTitleBoth(phase)} 在本乡镇没有关闭。 It is not closed in this township.`,
        '无需重开。 There is nothing to reopen.',
      ],
      { field: 'phase' },
    ),
  notFirstChecked: (round: number): Problem =>
    of(
      'not-first-checked',
      409,
      [
        '尚未初检 not checked yet',
        `第 ${round} 轮还没有经卫生院初检。 The health centre has not begun round ${round}.`,
        '先做初检，再移交。 Check first, then hand over.',
      ],
      { field: 'round' },
    ),
  notWhole: (unchecked: number): Problem =>
    of('not-whole', 409, [
      '名册不完整 the list is not whole',
      `还有 ${unchecked} 条登记未检，名册须整体移交。 ${unchecked} rows have no verdict; the list goes over whole (R-411).`,
      '等初检完成后再移交。 Wait until the check is finished.',
    ]),
  keyFieldMissing: (lacking: number): Problem =>
    of('key-field-missing', 409, [
      '缺少关键信息 a key field is missing',
      `名册中有 ${lacking} 条登记缺少关键信息，不得移交。 ${lacking} rows lack one of the six fields (R-411).`,
      '退回代征人补齐后再移交。 Return them to their agents first.',
    ]),
  previousRoundMissing: (): Problem =>
    of(
      'previous-round-missing',
      409,
      [
        '上一轮未完成 the round before is missing',
        '第一轮移交和反馈完成后才有第二轮。 There is a second round only after hand-over and feedback of the first.',
        '先完成第一轮。 Finish the first round.',
      ],
      { field: 'round' },
    ),
  notHandedOver: (): Problem =>
    of(
      'not-handed-over',
      409,
      [
        '尚未移交 not handed over',
        '卫生院还没有移交这一轮。 The health centre has not handed this round over.',
        '请卫生院先移交。 Have the health centre hand over.',
      ],
      { field: 'round' },
    ),
  notAnswered: (): Problem =>
    of('not-answered', 409, [
      '比对未完成 the register has not answered',
      '人口库还没有答复全部登记。 The register has not answered for everybody.',
      '等比对完成后再反馈。 Wait for the answers.',
    ]),
  noFeedbackInRound: (): Problem =>
    of(
      'no-feedback-in-round',
      422,
      [
        '第二轮没有反馈 round 2 has no feedback',
        '第二轮不再退回更正，未通过的列为遗留问题。 What fails round 2 is a leftover (R-406).',
        '在遗留问题中处理。 Settle it among the leftovers.',
      ],
      { field: 'round' },
    ),
  accountNotLocked: (): Problem =>
    of('account-not-locked', 409, [
      '待解专户未锁止 the account is not locked',
      '银行锁止待解专户后才能入库。 Entry begins after the bank has locked the account (R-304).',
      '等银行锁户。 Wait for the lock.',
    ]),
  closingStatementMissing: (): Problem =>
    of('closing-statement-missing', 409, [
      '锁户流水未到 the closing statement is missing',
      '银行移交锁户流水后才能核账入库。 Entry begins after the closing statement (R-304).',
      '请银行移交流水。 Have the bank hand it over.',
    ]),
};
