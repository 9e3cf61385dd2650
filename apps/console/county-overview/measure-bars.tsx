import { formatCount, formatInstant, formatRate, formatSigned } from '../look/format.ts';
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
  const { task } = overview;
  return (
    <Section
      zh="三个口径，一个任务"
      en="three measures, one task"
      aside={
        <span className="nowrap">
          {say('任务', 'task')} <strong className="ink">{formatCount(task.people)}</strong> {say('人', 'people')}
        </span>
      }
    >
      <div className="measures">
        <div>
          <p className="target-word label" style={{ left: `${task.targetRate}%` }}>
            {say(`目标 ${task.targetRate}%`, `target ${task.targetRate}%`)}
          </p>
          {measures.map((name) => (
            <MeasureBar key={name} name={name} overview={overview} />
          ))}
        </div>
        <CourseChart overview={overview} />
      </div>
      <TaskNote overview={overview} />
    </Section>
  );
}

function MeasureBar({ name, overview }: { readonly name: MeasureName; readonly overview: OverviewAnswer }) {
  const say = useWords();
  const { task, measures: figures, campaign } = overview;
  const people = figures[name].people;
  const missing = Math.ceil((task.people * task.targetRate) / 100) - people;
  const share = Math.min(100, task.people > 0 ? (people * 100) / task.people : 0);
  const enroll = campaign.phases.find(({ phase }) => phase === 'enroll');
  const isBefore = name === 'entered' && people === 0 && enroll?.state === 'planned';
  return (
    <div className="measure" data-measure={name}>
      <span className="track">
        {people > 0 ? <span className="fill" style={{ ...fills[name], width: `${share}%` }} /> : null}
        <span className="target" style={{ left: `${task.targetRate}%` }} />
      </span>
      <p className="line">
        <span>
          <Seal name={name} /> <strong>{say(measureTitle(name).title, measureTitle(name).en)}</strong>
          <span className="en">{say(measureTitle(name).en, measureTitle(name).title)}</span>
        </span>
        <span>
          <FigureButton measure={name} unit={campaign.region}>
            <span className="key">{formatCount(people)}</span>
          </FigureButton>
          <span className="dim rate">{formatRate(people, task.people) ?? '—'}%</span>
        </span>
      </p>
      <p className="line dim">
        <span>
          {say('截至', 'as of')} {formatInstant(campaign.planNow)}
        </span>
        <span>
          {isBefore ? (
            say(
              `${formatInstant(enroll.opensAt).slice(0, 5)} 起入库，今日应为 0`,
              `from ${formatInstant(enroll.opensAt).slice(0, 5)} on; 0 is right today`,
            )
          ) : missing > 0 ? (
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
}

/** what the issued table prints beside what its rows add up to; and who counts in the task without paying. */
function TaskNote({ overview }: { readonly overview: OverviewAnswer }) {
  const say = useWords();
  const { task, sponsoredPeople } = overview;
  const isKnown = task.printedTotal !== null && task.rowSum !== null;
  const difference = (task.rowSum ?? 0) - (task.printedTotal ?? 0);
  return (
    <p className="note dim">
      {isKnown ? (
        <span className="nowrap" data-testid="task-note">
          {say('任务表印', 'the table prints')} {formatCount(task.printedTotal ?? 0)}
          {say('，各行和', ', its rows add to')} {formatCount(task.rowSum ?? 0)}
          {difference === 0 ? null : (
            <span className={task.isConfirmed ? '' : 'near'}>
              {say('，差', ', difference')} {formatSigned(difference)}{' '}
              {task.isConfirmed ? say('已确认', 'confirmed') : say('未确认', 'not confirmed')}
            </span>
          )}
        </span>
      ) : null}
      <span className="nowrap">
        {say(
          `资助 ${formatCount(sponsoredPeople)} 人计入任务，不收款`,
          `${formatCount(sponsoredPeople)} sponsored people count and do not pay`,
        )}
      </span>
    </p>
  );
}
