import { townshipContract } from '@canbao/http-contract/township.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';
import { Link, Navigate } from 'react-router';

import { useAnswer } from '../api/use-answer.ts';
import { phaseWords } from '../county-overview/phase-words.ts';
import { Answered } from '../look/answered.tsx';
import { Empty } from '../look/empty.tsx';
import { FigureButton } from '../look/figure-button.tsx';
import { formatCount, formatRate } from '../look/format.ts';
import { PageHead } from '../look/page-head.tsx';
import { measureTitle, Seal, type MeasureName } from '../look/seal.tsx';
import { useWords } from '../look/words.tsx';
import { useAsOf } from '../shell/use-as-of.ts';

const measures: readonly MeasureName[] = ['registered', 'deposited', 'entered'];
type Township = AnswerOf<typeof townshipContract.list>['townships'][number];

/** The townships that the caller may see; who sees one goes straight to it. */
export function TownshipsPage() {
  const say = useWords();
  const { query, linkTo } = useAsOf();
  const list = useAnswer(townshipContract.list, { query });
  return (
    <Answered of={list}>
      {({ townships }) => {
        const [only] = townships;
        if (only && townships.length === 1) return <Navigate to={linkTo(`/townships/${only.code}`)} replace />;
        return (
          <>
            <PageHead
              zh="乡镇"
              en="townships"
              about={say(`${townships.length} 个，各在各的阶段`, `${townships.length}, each in its own phase`)}
            />
            {townships.length === 0 ? (
              <Empty
                why={say('还没有乡镇，因为任务还没有分解。', 'No township yet: the tasks are not split.')}
                what={say(
                  '县协调员下达任务以后，乡镇出现在这里。',
                  'They appear once the coordinator has set the tasks.',
                )}
              />
            ) : (
              <Table townships={townships} />
            )}
          </>
        );
      }}
    </Answered>
  );
}

function Table({ townships }: { readonly townships: readonly Township[] }) {
  const say = useWords();
  const { linkTo } = useAsOf();
  const sum = (of: (township: Township) => number): number => townships.reduce((total, one) => total + of(one), 0);
  return (
    <table className="figures">
      <thead>
        <tr>
          <th>{say('乡镇', 'Township')}</th>
          <th>{say('所处阶段', 'Phase')}</th>
          <th className="num">{say('任务（人）', 'Task')}</th>
          {measures.map((name) => (
            <th key={name} className="num">
              <Seal name={name} /> {say(measureTitle(name).title, measureTitle(name).en)}
            </th>
          ))}
          <th className="num">
            <Seal name="deposited" /> {say('占任务 %', '% of task')}
          </th>
        </tr>
      </thead>
      <tbody>
        {townships.map((township) => (
          <tr key={township.code} className="dense" data-township={township.code}>
            <td>
              <Link to={linkTo(`/townships/${township.code}`)} className="strong">
                {township.name}
              </Link>{' '}
              <span className="mono faint">{township.code}</span>
            </td>
            <td className="dim">
              {township.phase ? say(phaseWords[township.phase].zh, phaseWords[township.phase].en) : '—'}
            </td>
            <td className="num">{formatCount(township.task)}</td>
            {measures.map((name) => (
              <td key={name} className="num">
                <FigureButton measure={name} unit={township.unit}>
                  {formatCount(township.measures[name].people)}
                </FigureButton>
              </td>
            ))}
            <td className="num">
              <Share part={township.measures.deposited.people} base={township.task} />
            </td>
          </tr>
        ))}
        <tr className="dense total">
          <td colSpan={2}>{say('合计', 'Sum')}</td>
          <td className="num">{formatCount(sum(({ task }) => task))}</td>
          {measures.map((name) => (
            <td key={name} className="num">
              {formatCount(sum((township) => township.measures[name].people))}
            </td>
          ))}
          <td className="num">
            <Share part={sum(({ measures: { deposited } }) => deposited.people)} base={sum(({ task }) => task)} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Share({ part, base }: { readonly part: number; readonly base: number }) {
  return (
    <>
      <span className="share" aria-hidden="true">
        <span style={{ width: `${base > 0 ? Math.min(100, (part * 100) / base) : 0}%` }} />
      </span>
      {formatRate(part, base, 1) ?? '—'}
    </>
  );
}
