import { formatCount, formatInstant, formatRate } from '../look/format.ts';
import { FigureButton } from '../look/figure-button.tsx';
import { Mark } from '../look/mark.tsx';
import { measureTitle, Seal, type MeasureName } from '../look/seal.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import { CourseChart } from './course-chart.tsx';
import type { OverviewAnswer } from './overview-answer.ts';

const measures: readonly MeasureName[] = ['registered', 'deposited', 'entered'];
const fills: Record<MeasureName, React.CSSProperties> = {
  registered: { background: 'var(--m1-fill)', border: '1px solid var(--m1-line)' },
  deposited: { background: 'var(--m2)' },
  entered: { background: 'var(--m3)' },
};

/** Three figures that say which they are (R-803a), on one task, with the target as a line. */
export function MeasureBars({ overview }: { readonly overview: OverviewAnswer }) {
  const say = useWords();
  const { task, measures: figures, campaign } = overview;
  const difference = task.printedTotal !== null && task.rowSum !== null ? task.rowSum - task.printedTotal : 0;
  return (
    <Section
      zh="三个口径，一个任务"
      en="three measures, one task"
      aside={
        <span>
          {say('任务', 'task')} <strong>{formatCount(task.people)}</strong> {say('人', 'people')}
          {task.printedTotal !== null && task.rowSum !== null ? (
            <span className="dim">
              　
              {say(
                `任务表印 ${formatCount(task.printedTotal)}，各行和 ${formatCount(task.rowSum)}`,
                `table prints ${formatCount(task.printedTotal)}, rows add to ${formatCount(task.rowSum)}`,
              )}
              {difference !== 0 ? (
                <span className={task.isConfirmed ? '' : 'near'}>
                  ，
                  {say(
                    `差 ${difference}${task.isConfirmed ? ' 已确认' : ' 未确认'}`,
                    `differ by ${difference}${task.isConfirmed ? ', confirmed' : ', not confirmed'}`,
                  )}
                </span>
              ) : null}
            </span>
          ) : null}
        </span>
      }
    >
      <div className="measures">
        <div>
          {measures.map((name) => {
            const people = figures[name].people;
            const missing = Math.ceil((task.people * task.targetRate) / 100) - people;
            return (
              <div key={name} className="measure" data-measure={name}>
                <span className="track">
                  <span
                    className="fill"
                    style={{
                      ...fills[name],
                      width: `${Math.min(100, task.people > 0 ? (people * 100) / task.people : 0)}%`,
                    }}
                  />
                  <span
                    className="target"
                    style={{ left: `${task.targetRate}%` }}
                    title={`${say('目标', 'target')} ${task.targetRate}%`}
                  />
                </span>
                <p>
                  <Seal name={name} /> <strong>{say(measureTitle(name).title, measureTitle(name).en)}</strong>
                  <span className="en">{say(measureTitle(name).en, measureTitle(name).title)}</span>
                  <span className="right">
                    <FigureButton measure={name} unit={campaign.region}>
                      <span className="key">{formatCount(people)}</span>
                    </FigureButton>{' '}
                    <span className="dim">{formatRate(people, task.people) ?? '—'}%</span>
                  </span>
                </p>
                <p className="dim">
                  {say('截至', 'as of')} {formatInstant(campaign.planNow)}
                  <span className="right">
                    {missing > 0 ? (
                      say(`差目标 ${formatCount(missing)} 人`, `${formatCount(missing)} people short of target`)
                    ) : (
                      <>
                        <Mark name="done" /> {say('已达目标', 'target met')}
                      </>
                    )}
                  </span>
                </p>
              </div>
            );
          })}
        </div>
        <CourseChart overview={overview} />
      </div>
      <p className="dim" style={{ borderTop: '1px solid var(--line)', padding: '6px 0' }}>
        {say(
          `资助名单 ${formatCount(overview.sponsoredPeople)} 人，计入任务，不向其收款。`,
          `${formatCount(overview.sponsoredPeople)} people on sponsor lists count in the task and are not collected from.`,
        )}
      </p>
    </Section>
  );
}
