import { Link } from 'react-router';

import { formatRate } from '../look/format.ts';
import { Seal } from '../look/seal.tsx';
import { useWords } from '../look/words.tsx';
import type { OverviewAnswer } from './overview-answer.ts';
import { phaseWords } from './phase-words.ts';

type Props = { readonly townships: OverviewAnswer['townships']; readonly planNow: number };

/** every township at its own phase; the late ones stand left of a rule. */
export function TownshipStrip({ townships }: Props) {
  const say = useWords();
  const late = townships.filter(({ daysLate }) => daysLate > 0);
  const rest = townships.filter(({ daysLate }) => daysLate <= 0);
  const ordered = [...late, ...rest];
  if (ordered.length === 0)
    return (
      <p className="dim" style={{ padding: '12px 0' }}>
        {say(
          '任务分到乡镇后，这里是各乡镇各自走到哪一步。',
          'Once tasks are split, every township stands here at its own step.',
        )}
      </p>
    );
  const row = (
    name: string,
    cell: (t: (typeof ordered)[number]) => React.ReactNode,
    style?: (t: (typeof ordered)[number]) => string,
  ) => (
    <tr>
      <th scope="row">{name}</th>
      {ordered.map((t, index) => (
        <td
          key={t.code}
          className={`${style?.(t) ?? ''}${index === late.length - 1 && rest.length > 0 ? ' last-late' : ''}`}
        >
          {cell(t)}
        </td>
      ))}
    </tr>
  );
  return (
    <div className="strip-frame">
      <table className="strip" aria-label={say('乡镇所处阶段', 'townships and their phases')}>
        <tbody>
          {row(say(`乡镇 ${ordered.length}`, `Townships ${ordered.length}`), (t) => (
            <Link to={`/townships/${t.code}`} className="strong">
              {t.name}
            </Link>
          ))}
          {row(
            say('所处阶段', 'Phase'),
            (t) => (t.phase ? say(phaseWords[t.phase].zh.slice(-2), phaseWords[t.phase].en) : '—'),
            (t) => (t.daysLate > 0 ? 'phase-late' : 'phase-now'),
          )}
          {row(
            say('迟 / 步', 'Late / step'),
            (t) => (t.daysLate > 0 ? say(`迟 ${t.daysLate} 天`, `${t.daysLate} d late`) : t.step),
            (t) => (t.daysLate > 0 ? 'late strong' : 'dim'),
          )}
          <tr>
            <th scope="row">
              <Seal name="deposited" /> {say('占任务 %', 'of task %')}
            </th>
            {ordered.map((t, index) => (
              <td key={t.code} className={index === late.length - 1 && rest.length > 0 ? 'last-late' : ''}>
                <span className={t.daysLate > 0 ? 'late strong' : ''}>
                  {formatRate(t.measures.deposited.people, t.task, 1) ?? '—'}
                </span>
                <span className="bar">
                  <span
                    style={{
                      width: `${Math.min(100, t.task > 0 ? (t.measures.deposited.people * 100) / t.task : 0)}%`,
                    }}
                  />
                </span>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
