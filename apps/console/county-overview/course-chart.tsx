import { useWords } from '../look/words.tsx';
import type { OverviewAnswer } from './overview-answer.ts';

const width = 250;
const height = 178;
const frame = { left: 30, right: 8, top: 16, bottom: 20 };
const lines = [
  { name: 'registered', zh: '登', stroke: 'var(--m1-line)', strokeWidth: 1.5 },
  { name: 'deposited', zh: '存', stroke: 'var(--m2)', strokeWidth: 2.5 },
  { name: 'entered', zh: '库', stroke: 'var(--m3)', strokeWidth: 3 },
] as const;

/** The course of the three measures in per cent of the task, a point a plan day; target as a solid ink line, today upright. */
export function CourseChart({ overview }: { readonly overview: OverviewAnswer }) {
  const say = useWords();
  const { course, task, campaign } = overview;
  const from = Math.min(...campaign.phases.map(({ opensAt }) => opensAt));
  const to = Math.max(
    ...campaign.phases.filter(({ phase }) => phase !== 'publicize').map(({ dueAt }) => dueAt),
    from + 1,
  );
  const x = (at: number) => frame.left + ((at - from) / (to - from)) * (width - frame.left - frame.right);
  const y = (percent: number) => height - frame.bottom - (percent / 100) * (height - frame.top - frame.bottom);
  const endOfDay = (on: string) => Date.parse(`${on}T16:00:00Z`);
  const shown = course.filter(({ on }) => endOfDay(on) - 86_400_000 <= to);
  const path = (name: (typeof lines)[number]['name']) =>
    shown
      .map(
        (point, index) =>
          `${index === 0 ? 'M' : 'L'}${x(Math.min(endOfDay(point.on), campaign.planNow)).toFixed(1)} ${y(task.people > 0 ? Math.min(100, (point[name] * 100) / task.people) : 0).toFixed(1)}`,
      )
      .join('');
  const today = Math.min(campaign.planNow, to);
  return (
    <svg
      width={width}
      height={height}
      role="img"
      aria-label={say('三个口径占任务的比例', 'the three measures in per cent of the task')}
      style={{ overflow: 'visible', justifySelf: 'end' }}
    >
      {[0, 25, 50, 75, 100].map((percent) => (
        <g key={percent}>
          <line x1={frame.left} x2={width - frame.right} y1={y(percent)} y2={y(percent)} stroke="var(--line)" />
          <text x={frame.left - 6} y={y(percent) + 4} textAnchor="end" fontSize="11" fill="var(--ink-2)">
            {percent}
          </text>
        </g>
      ))}
      <line
        x1={frame.left}
        x2={width - frame.right}
        y1={y(task.targetRate)}
        y2={y(task.targetRate)}
        stroke="var(--ink)"
      />
      <line x1={x(today)} x2={x(today)} y1={frame.top} y2={height - frame.bottom} stroke="var(--ink)" />
      <text x={x(today)} y={height - 5} textAnchor="middle" fontSize="11" fill="var(--ink)">
        {new Date(today + 8 * 3_600_000 - 1).toISOString().slice(5, 10)}
      </text>
      {lines.map(({ name, zh, stroke, strokeWidth }) => {
        const last = shown.at(-1);
        return (
          <g key={name}>
            <path d={path(name)} fill="none" stroke={stroke} strokeWidth={strokeWidth} />
            {last && last[name] > 0 ? (
              <text
                x={Math.min(width - 10, x(today) + 4)}
                y={y(Math.min(100, (last[name] * 100) / Math.max(1, task.people))) + 4}
                fontSize="11"
                fill="var(--ink-2)"
              >
                {zh}
              </text>
            ) : null}
          </g>
        );
      })}
      <text x={width - frame.right} y={10} textAnchor="end" fontSize="11" fill="var(--ink-2)">
        {say('占任务 %，横线为目标', '% of task; the line is the target')}
      </text>
    </svg>
  );
}
