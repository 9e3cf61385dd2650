import { deadlineKey } from '../campaign/deadline-key.ts';
import { isGateKind } from '../campaign/gate-kind.ts';
import { phases } from '../campaign/phase.ts';
import { addMonths, weekdayOf } from '../shanghai-date.ts';
import { twice, unless } from './pack-finding.ts';
import type { PackFinding } from './pack-finding.ts';
import type { PolicyPack } from './policy-pack.ts';

/** phases, deadlines, windows and reports fit each other. */
export const packCalendarInvariants = [phaseOrder, deadlines, windows, reports] as const;

function phaseOrder({
  calendar: { phases: planned, closesOn },
  assessment: { publicity },
}: PolicyPack): readonly PackFinding[] {
  const places = planned.map(({ phase }) => phases.indexOf(phase));
  return [
    ...planned.flatMap(({ opensOn, dueOn, opens }, i) => [
      ...unless(opensOn <= dueOn, `/calendar/phases/${i}/dueOn`, '截止早于开始。 Due before it opens.'),
      ...unless(
        i === 0 || places[i]! > places[i - 1]!,
        `/calendar/phases/${i}/phase`,
        '阶段顺序不对或重复。 Phases out of order.',
      ),
      ...unless(
        i > 0 || opens === 'at-start',
        '/calendar/phases/0/opens',
        '第一阶段须随征缴开启。 The first opens at the start.',
      ),
      ...unless(dueOn <= closesOn, '/calendar/closesOn', '征缴在阶段结束前关闭。 It closes before a phase is due.'),
    ]),
    ...unless(
      (publicity !== null) === planned.some(({ phase }) => phase === 'publicize'),
      '/assessment/publicity',
      '公示规则与公示阶段须同有同无。 Publicity and its phase go together (R-901).',
    ),
    ...unless(
      publicity === null || publicity.earliestDownOn === addMonths(publicity.from, publicity.months),
      '/assessment/publicity/earliestDownOn',
      '最早取下日期与公示时间不符。 Not the posting time after its first day (R-901).',
    ),
  ];
}

function deadlines({ calendar, money: { road: way } }: PolicyPack): readonly PackFinding[] {
  const known = new Set<string>(calendar.deadlines.map(({ key }) => key));
  const wanted = way.kind === 'pending-accounts' ? Object.values(deadlineKey) : [];
  return [
    ...twice(
      calendar.deadlines.map(({ key }) => key),
      '/calendar/deadlines',
    ),
    ...calendar.deadlines.flatMap(({ phase, waitsFor, key }, i) => [
      ...unless(
        calendar.phases.some((planned) => planned.phase === phase),
        `/calendar/deadlines/${i}/phase`,
        '没有这个阶段。 No such phase.',
      ),
      ...unless(
        !phases.some((word) => word === key),
        `/calendar/deadlines/${i}/key`,
        '与阶段同名。 Named like a phase.',
      ),
      ...waitsFor.flatMap((kind, j) =>
        unless(isGateKind(kind), `/calendar/deadlines/${i}/waitsFor/${j}`, `不认识 ${kind}。 No such gate item.`),
      ),
    ]),
    ...wanted.flatMap((key) =>
      unless(known.has(key), '/calendar/deadlines', `缺少期限 ${key}。 The deadline ${key} is missing (R-304).`),
    ),
    ...unless(
      calendar.reminders.overdueDays < calendar.reminders.escalatedDays,
      '/calendar/reminders/escalatedDays',
      '先逾期提醒，再上报。 Overdue comes before escalated (R-203).',
    ),
  ];
}

function windows({ calendar }: PolicyPack): readonly PackFinding[] {
  const described = new Set(calendar.channels.map(({ channel }) => channel));
  return [
    ...twice(
      calendar.windows.map(({ key }) => key),
      '/calendar/windows',
    ),
    ...calendar.windows.flatMap(({ from, to, channels }, i) => [
      ...unless(from <= to, `/calendar/windows/${i}/to`, '结束早于开始。 It ends before it begins.'),
      ...channels.flatMap((channel, j) =>
        unless(
          described.has(channel),
          `/calendar/windows/${i}/channels/${j}`,
          '渠道未说明。 Channel not described (R-612).',
        ),
      ),
    ]),
  ];
}

function reports({ calendar }: PolicyPack): readonly PackFinding[] {
  return calendar.reports.flatMap(({ rhythm }, i) =>
    rhythm.kind === 'weekly'
      ? unless(
          weekdayOf(rhythm.from) === rhythm.weekday,
          `/calendar/reports/${i}/rhythm/from`,
          '首次报告不在该星期。 The first report is not on that weekday (R-805).',
        )
      : unless(
          rhythm.on.every((on, j) => j === 0 || rhythm.on[j - 1]! < on),
          `/calendar/reports/${i}/rhythm/on`,
          '日期未按先后。 Dates out of order.',
        ),
  );
}
