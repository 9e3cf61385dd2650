import { auditContract } from '@canbao/http-contract/audit.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';
import { Link } from 'react-router';

import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { Empty } from '../look/empty.tsx';
import { formatCount, formatFullInstant, formatSpan } from '../look/format.ts';
import { PageHead } from '../look/page-head.tsx';
import { measureTitle, Seal, type MeasureName } from '../look/seal.tsx';
import { useWords } from '../look/words.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import { CompareRows } from './compare-rows.tsx';
import { TimeBar } from './time-bar.tsx';
import { useCompared } from './use-compared.ts';

const measures: readonly MeasureName[] = ['registered', 'deposited', 'entered'];
type Compared = AnswerOf<typeof auditContract.compare>;

/** Two moments side by side, township by township: A, B and the signed difference, each opening its events (R-1002). */
export function ComparePage() {
  const say = useWords();
  const { at } = useAsOf();
  const { a } = useCompared();
  const timeline = useAnswer(auditContract.timeline);
  const b = at ?? timeline.data?.head;
  const compare = useAnswer(
    auditContract.compare,
    { query: { a: a ?? 0, b: b ?? 0 } },
    { isEnabled: a !== null && b !== undefined },
  );
  return (
    <>
      <TimeBar />
      {a === null ? (
        <Empty
          why={say('还没有记下 A。', 'No moment A is marked yet.')}
          what={say(
            '先在上面看一个时刻，按“记为 A”，再看另一个时刻。',
            'See a moment above, mark it as A, then see another.',
          )}
        />
      ) : (
        <Answered of={compare}>{(shown) => <Sides shown={shown} />}</Answered>
      )}
    </>
  );
}

function Sides({ shown }: { readonly shown: Compared }) {
  const say = useWords();
  const { linkTo } = useAsOf();
  const apart = shown.b.planAt - shown.a.planAt;
  return (
    <>
      <PageHead
        zh="两个时刻对比"
        en="two moments compared"
        about={
          <>
            A <strong>{formatFullInstant(shown.a.planAt)}</strong>，B{' '}
            <strong>{formatFullInstant(shown.b.planAt)}</strong>，{say('相差', 'apart')}{' '}
            <strong>{formatCount(shown.events)}</strong> {say('个事件', 'events')}，{formatSpan(Math.abs(apart), say)}
          </>
        }
        aside={<Link to={linkTo('/overview')}>{say('回到总览', 'Back to the overview')}</Link>}
      />
      <table data-testid="compare" className="compare">
        <thead>
          <tr>
            <th rowSpan={2}>{say('乡镇', 'Township')}</th>
            <th rowSpan={2} className="num">
              {say('任务', 'Task')}
            </th>
            {measures.map((name) => (
              <th key={name} colSpan={3} className="group">
                <Seal name={name} /> {say(measureTitle(name).title, measureTitle(name).en)}
              </th>
            ))}
          </tr>
          <tr>
            {measures.flatMap((name) =>
              ['A', 'B', say('差', 'diff')].map((side, index) => (
                <th key={`${name}${side}`} className={index === 0 ? 'num group' : 'num'}>
                  {side}
                </th>
              )),
            )}
          </tr>
        </thead>
        <CompareRows shown={shown} />
      </table>
      <p className="dim" style={{ padding: '6px 8px' }}>
        {say(
          `列 ${shown.rows.length} 个乡镇；按差数看 A 到 B 之间的事件。`,
          `${shown.rows.length} townships; a difference opens the events between A and B.`,
        )}
      </p>
    </>
  );
}
