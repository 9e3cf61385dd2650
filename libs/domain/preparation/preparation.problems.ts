import { problemsOf } from '../problem.ts';
import type { Problem } from '../problem.ts';

const of = problemsOf('preparation');

export const preparationProblems = {
  digestForm: (): Problem =>
    of(
      'digest-form',
      422,
      [
        '文件摘要不对 not a digest',
        '方案文件的 SHA-256 摘要须为 64 位小写十六进制。 64 hexadecimal digits are expected.',
        '重新选择文件。 Choose the file again.',
      ],
      { field: 'documentSha256' },
    ),
  dateForm: (): Problem =>
    of(
      'date-form',
      422,
      [
        '日期不对 not a date',
        '培训日期须为存在的日期，如 2019-09-18。 The day must exist.',
        '填写培训日期。 Give the day of the training.',
      ],
      { field: 'trainedOn' },
    ),
  inTheFuture: (): Problem =>
    of(
      'in-the-future',
      422,
      [
        '培训日期在今后 in the future',
        '培训日期不能晚于今天。 The day lies ahead.',
        '培训后再确认。 Confirm it afterwards.',
      ],
      { field: 'trainedOn' },
    ),
  strangers: (agents: readonly string[]): Problem =>
    of(
      'strangers',
      422,
      [
        '不是本乡镇代征人员 not agents of the township',
        `${agents.join('、')} 不是本乡镇的代征人员。 They are not agents of this township.`,
        '从名单中选择。 Choose from the list.',
      ],
      { field: 'agents' },
    ),
  untrained: (agents: readonly string[]): Problem =>
    of(
      'untrained',
      409,
      [
        '有代征人员未培训 some are not trained',
        `还有 ${agents.length} 名代征人员未列入。 ${agents.length} agents are missing.`,
        '全部培训后再确认。 Confirm when all have been trained.',
      ],
      { field: 'agents', items: agents.map((agent) => ({ kind: 'agents-not-trained', count: 1, detail: agent })) },
    ),
};
