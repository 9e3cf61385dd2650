import { Link } from 'react-router';

import { formatSpan } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import type { OverviewAnswer } from './overview-answer.ts';

type Props = { readonly alerts: OverviewAnswer['alerts']; readonly count: number; readonly planNow: number };

/** Late first, then whose: at most seven, each with owner, age, next step and what opens its rows. */
export function Alerts({ alerts, count, planNow }: Props) {
  const say = useWords();
  return (
    <Section
      zh={`逾期与告警 ${count}`}
      en="late first, with owner"
      aside={count > alerts.length ? <Link to="/reminders">{say(`全部 ${count} 条`, `all ${count}`)}</Link> : null}
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
                <strong>{alert.unitName}</strong>　{alert.fact}
              </p>
              <p className="dim">
                {alert.ownerName}　{say('已', 'for')}{' '}
                <strong className={alert.severity === 'late' ? 'late' : ''}>{formatSpan(planNow - alert.since)}</strong>
              </p>
              <p className="dim">
                {say('下一步', 'next')}　{alert.nextStep}
              </p>
            </div>
            <Link className="btn small" to={alert.opens}>
              {say('打开', 'Open')}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
