import { formatDay, formatLastDay } from '../look/format.ts';
import { useWords } from '../look/words.tsx';
import { courseLines, type CourseLine } from './course-lines.ts';
import type { OverviewAnswer } from './overview-answer.ts';

const width = 262;
const height = 186;
const frame = { left: 30, right: 22, top: 22, bottom: 20 };
const strokes: Record<
  CourseLine['measure'],
  { readonly sign: string; readonly stroke: string; readonly wide: number }
> = {
  registered: { sign: '登', stroke: 'var(--m1-line)', wide: 1.5 },
  deposited: { sign: '存', stroke: 'var(--m2)', wide: 2.5 },
  entered: { sign: '库', stroke: 'var(--m3)', wide: 3 },
};

/** The course of the three measures in per cent of the task; the target a solid line, today upright. */
export function CourseChart({ overview }: { readonly overview: OverviewAnswer }) {
  const say = useWords();
  const { task, campaign } = overview;
  const { from, to, marks, lines } = courseLines(overview);
  const x = (at: number) => frame.left + ((at - from) / (to - from)) * (width - frame.left - frame.right);
  const y = (percent: number) => height - frame.bottom - (percent / 100) * (height - frame.top - frame.bottom);
  const now = x(Math.min(campaign.planNow, to));
  const ends = spread(lines.map(({ last }) => y(last) + 4));
  return (
    <svg
      width={width}
      height={height}
      role="img"
      aria-label={say('三个口径占任务的比例', 'the three measures in per cent of the task')}
    >
      {[0, 25, 50, 75, 100].map((percent) => (
        <g key={percent}>
          <line x1={frame.left} x2={width - frame.right} y1={y(percent)} y2={y(percent)} stroke="var(--line)" />
          <text x={frame.left - 6} y={y(percent) + 4} textAnchor="end" className="scale">
            {percent}
          </text>
        </g>
      ))}
      {marks.map((at, index) => (
        <text key={at} x={x(at)} y={height - 4} textAnchor={index === 0 ? 'start' : 'middle'} className="scale">
          {index === 0 ? formatDay(at) : formatLastDay(at)}
        </text>
      ))}
      <line x1={frame.left} x2={width - frame.right} y1={y(task.targetRate)} y2={y(task.targetRate)} className="ink" />
      <line x1={now} x2={now} y1={frame.top} y2={height - frame.bottom} className="ink" />
      <text x={now} y={frame.top - 6} textAnchor="middle" className="scale ink">
        {say('此刻', 'now')}
      </text>
      {lines.map(({ measure, points }, index) => {
        const { sign, stroke, wide } = strokes[measure];
        return (
          <g key={measure}>
            <path
              d={points
                .map(([at, percent], i) => `${i === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(percent).toFixed(1)}`)
                .join('')}
              fill="none"
              stroke={stroke}
              strokeWidth={wide}
            />
            <text x={Math.min(now + 5, width - 12)} y={ends[index]} className="scale">
              {sign}
            </text>
          </g>
        );
      })}
      <text x={frame.left - 24} y={10} className="scale">
        {say('占任务 %', '% of task')}
      </text>
    </svg>
  );
}

/** Labels of lines that end close to each other, at least 13 px apart. */
function spread(wanted: readonly number[]): readonly number[] {
  const placed: number[] = [];
  for (const at of wanted) {
    const last = placed.at(-1);
    placed.push(last === undefined ? at : Math.max(at, last + 13));
  }
  return placed;
}
