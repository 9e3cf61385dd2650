import { townshipContract } from '@canbao/http-contract/township.contract';
import { Link, Navigate } from 'react-router';

import { useAnswer } from '../api/use-answer.ts';
import { phaseWords } from '../county-overview/phase-words.ts';
import { Answered } from '../look/answered.tsx';
import { FigureButton } from '../look/figure-button.tsx';
import { formatCount, formatRate } from '../look/format.ts';
import { PageHead } from '../look/page-head.tsx';
import { Seal, type MeasureName } from '../look/seal.tsx';
import { useWords } from '../look/words.tsx';
import { useAsOf } from '../shell/use-as-of.ts';

const measures: readonly MeasureName[] = ['registered', 'deposited', 'entered'];

/** The townships that the caller may see; who sees one goes straight to it. */
export function TownshipsPage() {
  const say = useWords();
  const { query } = useAsOf();
  const list = useAnswer(townshipContract.list, { query });
  return (
    <Answered of={list}>
      {({ townships }) =>
        townships.length === 1 && townships[0] ? (
          <Navigate to={`/townships/${townships[0].code}`} replace />
        ) : (
          <>
            <PageHead zh="乡镇" en="townships" about={say(`${townships.length} 个`, `${townships.length}`)} />
            <table>
              <thead>
                <tr>
                  <th>{say('乡镇', 'Township')}</th>
                  <th>{say('所处阶段', 'Phase')}</th>
                  <th className="num">{say('任务（人）', 'Task')}</th>
                  {measures.map((name) => (
                    <th key={name} className="num">
                      <Seal name={name} /> {say('人', 'people')}
                    </th>
                  ))}
                  <th className="num">{say('存占任务 %', 'deposited % of task')}</th>
                </tr>
              </thead>
              <tbody>
                {townships.map((t) => (
                  <tr key={t.code}>
                    <td>
                      <Link to={`/townships/${t.code}`} className="strong">
                        {t.name}
                      </Link>
                    </td>
                    <td className="dim">{t.phase ? say(phaseWords[t.phase].zh, phaseWords[t.phase].en) : '—'}</td>
                    <td className="num">{formatCount(t.task)}</td>
                    {measures.map((name) => (
                      <td key={name} className="num">
                        <FigureButton measure={name} unit={t.unit}>
                          {formatCount(t.measures[name].people)}
                        </FigureButton>
                      </td>
                    ))}
                    <td className="num">{formatRate(t.measures.deposited.people, t.task, 1) ?? '—'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {townships.length === 0 ? (
              <p className="dim" style={{ padding: 12 }}>
                {say('任务分解以后，乡镇出现在这里。', 'Townships appear once the tasks are split.')}
              </p>
            ) : null}
          </>
        )
      }
    </Answered>
  );
}
