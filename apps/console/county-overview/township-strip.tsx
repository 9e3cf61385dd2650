import { Link } from 'react-router';

import { formatRate } from '../look/format.ts';
import { Seal } from '../look/seal.tsx';
import { useWords } from '../look/words.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import type { OverviewAnswer } from './overview-answer.ts';
import { phaseWords } from './phase-words.ts';

type Township = OverviewAnswer['townships'][number];
type Props = { readonly townships: readonly Township[]; readonly targetRate: number };
type Say = ReturnType<typeof useWords>;

const steps: Readonly<Record<string, string>> = {
  初检: 'check',
  移交: 'sent',
  比对: 'asked',
  反馈: 'back',
  入库: 'enrol',
  清退: 'refund',
};
/** What a township of the phase does before its first step is finished. */
const beginnings: Readonly<Record<string, readonly [string, string]>> = {
  mobilize: ['准备', 'prepare'],
  collect: ['收款', 'collect'],
  screen: ['待初检', 'to check'],
  enroll: ['待入库', 'to enrol'],
  resolve: ['待清退', 'to refund'],
  publicize: ['公示', 'post'],
};

function stepOf({ step, phase }: Township, say: Say): string {
  const word = step.slice(0, 2);
  if (step !== '') return say(step, `${steps[word] ?? word}${step.slice(2)}`);
  const [zh, en] = beginnings[phase ?? ''] ?? ['—', '—'];
  return say(zh, en);
}

/** every township at its own phase; the late ones stand left of a rule. */
export function TownshipStrip({ townships, targetRate }: Props) {
  const say = useWords();
  const { linkTo } = useAsOf();
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
  const row = (name: string, cell: (t: Township) => React.ReactNode, style?: (t: Township) => string) => (
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
            <Link to={linkTo(`/townships/${t.code}`)} className="strong">
              {t.name}
            </Link>
          ))}
          {row(
            say('所处阶段', 'Phase'),
            (t) => (t.phase ? say(phaseWords[t.phase].short, phaseWords[t.phase].enShort) : '—'),
            (t) => (t.daysLate > 0 ? 'phase-late' : 'phase-now'),
          )}
          {row(
            say('迟 / 步', 'Late / step'),
            (t) => (t.daysLate > 0 ? say(`迟 ${t.daysLate} 天`, `${t.daysLate} d late`) : stepOf(t, say)),
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
                  <i style={{ left: `${targetRate}%` }} />
                </span>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
