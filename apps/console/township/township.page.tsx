import './township.css';

import { townshipContract } from '@canbao/http-contract/township.contract';
import { useParams } from 'react-router';

import { useAnswer } from '../api/use-answer.ts';
import { phaseWords } from '../county-overview/phase-words.ts';
import { Answered } from '../look/answered.tsx';
import { formatCount, formatEnd, formatInstant } from '../look/format.ts';
import { FigureButton } from '../look/figure-button.tsx';
import { Mark } from '../look/mark.tsx';
import { PageHead } from '../look/page-head.tsx';
import { measureTitle, Seal, type MeasureName } from '../look/seal.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import { Yuan } from '../look/yuan.tsx';
import { useHasRole } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import { TownshipAgents } from './township-agents.tsx';
import type { TownshipAnswer } from './township-answer.ts';
import { TownshipPreparation } from './township-preparation.tsx';
import { TownshipGate } from './township-gate.tsx';

const measures: readonly MeasureName[] = ['registered', 'deposited', 'entered'];

/** One township: its phases, villages by gap to target, agents with their cash clock, what has to be prepared. */
export function TownshipPage() {
  const say = useWords();
  const { township = '' } = useParams();
  const { query } = useAsOf();
  const page = useAnswer(townshipContract.page, { params: { township }, query });
  const isCountyView = useHasRole('county-coordinator', 'supervisor', 'auditor', 'discipline-inspector');
  return (
    <Answered of={page}>
      {(shown) => (
        <>
          <PageHead
            zh={shown.name}
            en="township"
            about={say(
              `任务 ${formatCount(shown.task)} 人，${shown.villages.length} 村，${shown.agents.length} 名代征人`,
              `task ${formatCount(shown.task)}, ${shown.villages.length} villages, ${shown.agents.length} agents`,
            )}
            aside={
              isCountyView ? (
                <span className="dim">{say('您看到的是县级视角；姓名已遮', 'county view; names are masked')}</span>
              ) : null
            }
          />
          <div className="township-figures">
            {measures.map((name) => (
              <div key={name}>
                <p>
                  <Seal name={name} /> {say(measureTitle(name).title, measureTitle(name).en)}
                </p>
                <p className="figure">
                  <FigureButton measure={name} unit={shown.unit}>
                    {formatCount(shown.measures[name].people)}
                  </FigureButton>{' '}
                  <span className="dim">{say('人', 'people')}</span>
                </p>
                <p className="dim">
                  <Yuan fen={shown.measures[name].fen} /> {say('元', 'yuan')}
                </p>
              </div>
            ))}
            <Phases shown={shown} />
          </div>
          <div className="township-columns">
            <div>
              <Villages shown={shown} />
              <TownshipAgents shown={shown} />
            </div>
            <div>
              <TownshipGate shown={shown} />
              <TownshipPreparation shown={shown} />
            </div>
          </div>
        </>
      )}
    </Answered>
  );
}

function Phases({ shown }: { readonly shown: TownshipAnswer }) {
  const say = useWords();
  return (
    <ul className="township-phases">
      {shown.phases.map((phase) => (
        <li key={phase.phase} data-phase={phase.phase} data-state={phase.state}>
          <Mark name={phase.state === 'closed' ? 'done' : phase.state === 'open' ? 'near' : 'waiting'} />{' '}
          <span className={phase.state === 'open' ? 'strong' : phase.state === 'planned' ? 'faint' : ''}>
            {say(phaseWords[phase.phase].zh, phaseWords[phase.phase].en)}
          </span>
          <span className="faint">
            {' '}
            {phase.closedAt !== null
              ? `${formatEnd(phase.closedAt)} ${say('关', 'closed')}`
              : phase.openedAt !== null
                ? `${formatInstant(phase.openedAt)} ${say('开', 'opened')}`
                : ''}
            {phase.isOverridden ? say(' 带缺', ' over its gate') : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Villages({ shown }: { readonly shown: TownshipAnswer }) {
  const say = useWords();
  const villages = [...shown.villages].sort((a, b) => b.gap - a.gap);
  return (
    <Section zh="各村" en="villages, widest gap first">
      <table>
        <thead>
          <tr>
            <th>{say('村', 'Village')}</th>
            <th className="num">{say('任务', 'Task')}</th>
            {measures.map((name) => (
              <th key={name} className="num">
                <Seal name={name} /> {say(measureTitle(name).title, measureTitle(name).en)}
              </th>
            ))}
            <th className="num">{say('差目标（人）', 'Gap')}</th>
          </tr>
        </thead>
        <tbody>
          {villages.map((village) => (
            <tr key={village.village} className="dense" data-village={village.village}>
              <td className="strong">{village.name}</td>
              <td className="num">{formatCount(village.task)}</td>
              {measures.map((name) => (
                <td key={name} className="num">
                  <FigureButton measure={name} unit={village.unit}>
                    {formatCount(village.measures[name].people)}
                  </FigureButton>
                </td>
              ))}
              <td className={`num ${village.gap > 0 ? 'strong' : 'dim'}`}>
                {village.gap > 0 ? formatCount(village.gap) : say('已达', 'met')}
              </td>
            </tr>
          ))}
          <tr className="dense total">
            <td>{say(`${villages.length} 村合计`, `${villages.length} villages`)}</td>
            <td className="num">{formatCount(villages.reduce((sum, { task }) => sum + task, 0))}</td>
            {measures.map((name) => (
              <td key={name} className="num">
                {formatCount(villages.reduce((sum, village) => sum + village.measures[name].people, 0))}
              </td>
            ))}
            <td className="num">{formatCount(villages.reduce((sum, { gap }) => sum + Math.max(0, gap), 0))}</td>
          </tr>
        </tbody>
      </table>
    </Section>
  );
}
