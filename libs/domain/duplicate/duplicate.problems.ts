import { problemsOf } from '../problem.ts';
import type { Problem } from '../problem.ts';

const of = problemsOf('duplicate');

export const duplicateProblems = {
  noPair: (): Problem =>
    of('no-pair', 409, [
      '两条记录已不再疑似重复 the two records are no candidate any more',
      '其中一条更正以后，两条记录已没有可疑之处。 After a correction they have nothing suspicious in common.',
      '无需判定。 There is nothing to decide.',
    ]),
  changedMeanwhile: (): Problem =>
    of('changed-meanwhile', 409, [
      '比对的内容已变 what was compared has changed',
      '您打开以后，其中一条记录的号码或姓名已更正。 Since you looked, number or name of one record was corrected.',
      '重新打开，比对后再判定。 Open the pair again, compare, then decide.',
    ]),
  alreadyJudged: (): Problem =>
    of('already-judged', 409, [
      '已判定 decided already',
      '对同样的内容已有另一判定；只有号码、姓名更正后才重新判定。 There is another verdict on the same contents; it opens again only when number or name is corrected.',
      '如判定有误，请代征人更正记录，或在遗留问题中处理。 If it was wrong, have the record corrected, or settle it among the leftovers.',
    ]),
  settled: (): Problem =>
    of('settled', 409, [
      '已有结果，判定不再起作用 a verdict has no effect any more',
      '较晚的一条已经入库、被退回或列为遗留。 The later record is enrolled, refused or a leftover already.',
      '在遗留问题中处理。 Settle it at the leftovers desk.',
    ]),
};
