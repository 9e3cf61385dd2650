import { Link } from 'react-router';

import { formatSpan } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { Section } from '../look/section.tsx';
import { Said } from '../look/said.tsx';
import { useWords } from '../look/words.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import type { OverviewAnswer } from './overview-answer.ts';

type Props = { readonly alerts: OverviewAnswer['alerts']; readonly count: number; readonly planNow: number };

/** Late first, then whose: at most seven, each with owner, age, next step and what opens its rows. */
export function Alerts({ alerts, count, planNow }: Props) {
  const say = useWords();
  const { linkTo } = useAsOf();
  return (
    <Section
      zh="逾期与告警"
      en="late first, with owner"
      aside={
        <strong className={count > 0 ? 'late' : ''} data-testid="alert-count">
          {count > alerts.length ? say(`${count}，列 ${alerts.length}`, `${count}, ${alerts.length} shown`) : count}
        </strong>
      }
    >
      {alerts.length === 0 ? (
        <p style={{ padding: '12px 0' }}>
          <Mark name="done" /> {say('没有逾期，没有将到的限。', 'Nothing is late, no limit is near.')}
        </p>
      ) : null}
      <ul>
        {alerts.map((alert) => (
          <li key={alert.key} className="alert" data-alert={alert.key}>
            <Mark name={alert.severity} />
            <div>
              <p>
                <strong>{alert.unitName}</strong>　<Said text={alert.fact} />
              </p>
              <p className="dim">
                <span data-owner>{alert.ownerName}</span>　{say('已', 'for')}{' '}
                <strong className={alert.severity === 'late' ? 'late' : ''}>
                  {formatSpan(planNow - alert.since, say)}
                </strong>
              </p>
              <p className="dim">
                {say('下一步', 'next')}　<Said text={alert.nextStep} />
              </p>
            </div>
            <Link className="btn small" to={linkTo(alert.opens)}>
              {say('打开', 'Open')}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
