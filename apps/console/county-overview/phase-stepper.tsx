import type { Phase } from '@canbao/domain/campaign/phase';

import { formatCount, formatDay, formatEnd, formatLastDay } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { useWords } from '../look/words.tsx';
import type { CampaignAnswer } from './overview-answer.ts';
import { phaseWords } from './phase-words.ts';

/** Without `onGate` no gate can be asked: the past has none. */
type Props = { readonly campaign: CampaignAnswer; readonly onGate: ((phase: Phase) => void) | undefined };
type PhaseState = CampaignAnswer['phases'][number];
const day = 86_400_000;

/** Six phases with their dates; time stands on each phase's top edge, the gate is a button with what is missing. */
export function PhaseStepper({ campaign, onGate }: Props) {
  return (
    <ol className="stepper" aria-label="阶段 phases">
      {campaign.phases.map((phase) => (
        <PhaseStep key={phase.phase} phase={phase} planNow={campaign.planNow} onGate={onGate} />
      ))}
    </ol>
  );
}

function PhaseStep({
  phase,
  planNow,
  onGate,
}: {
  readonly phase: PhaseState;
  readonly planNow: number;
  readonly onGate: Props['onGate'];
}) {
  const say = useWords();
  const { zh, en } = phaseWords[phase.phase];
  // the county may have gone on while some townships are still in the phase; their delay is the phase's.
  const isLate = planNow > phase.dueAt && (phase.state === 'open' || phase.townshipsOpen > 0);
  const passed = Math.min(1, Math.max(0, (planNow - phase.opensAt) / Math.max(1, phase.dueAt - phase.opensAt)));
  const share = phase.state === 'closed' ? 1 : phase.state === 'planned' ? 0 : passed;
  const tone = isLate ? 'var(--late)' : phase.state === 'closed' ? 'var(--rule)' : 'var(--act)';
  return (
    <li className={`step ${phase.state}${isLate ? ' is-late' : ''}`} data-phase={phase.phase} data-state={phase.state}>
      <span className="edge">
        <span style={{ width: `${share * 100}%`, background: tone }} />
      </span>
      <div className="title">
        {isLate ? <Mark name="late" /> : phase.state === 'closed' ? <Mark name="done" /> : null}
        <strong>{say(phase.title || zh, en)}</strong>
        <span className="en" style={{ margin: 0 }}>
          {say(en, zh)}
        </span>
        {onGate && (phase.state === 'open' || isLate) ? (
          <button className="btn small gate" onClick={() => onGate(phase.phase)}>
            {phase.state === 'open' ? say('关口', 'Gate') : say('缺什么', 'Missing')}
          </button>
        ) : null}
      </div>
      <p className="dim">
        {formatDay(phase.opensAt)} — {formatLastDay(phase.dueAt)}
      </p>
      <p className={isLate ? 'late' : 'dim'}>{standing(phase, planNow, isLate, say)}</p>
    </li>
  );
}

function standing(
  { state, townshipsClosed, townshipsOpen, isOverridden, closedAt, dueAt }: PhaseState,
  planNow: number,
  isLate: boolean,
  say: (zh: string, en: string) => string,
): string {
  const townships = townshipsClosed + townshipsOpen;
  const days = Math.ceil(Math.abs(dueAt - planNow) / day);
  if (state === 'planned') return say('未开始', 'not begun');
  const closed = say(
    `${formatCount(townshipsClosed)} / ${formatCount(townships)} 已关`,
    `${townshipsClosed} / ${townships} closed`,
  );
  if (state === 'open') {
    const left = isLate ? say(`迟 ${days} 天`, `${days} d late`) : say(`剩 ${days} 天`, `${days} d left`);
    return townships > 0 ? say(`${closed}，${left}`, `${closed}, ${left}`) : left;
  }
  if (isLate)
    return say(
      `${closed}，${townshipsOpen} 个乡镇迟 ${days} 天`,
      `${closed}, ${townshipsOpen} townships ${days} d late`,
    );
  const how = isOverridden ? say('带缺推进', 'over its gate') : say('已关', 'closed');
  return closedAt === null
    ? how
    : say(`${closed.replace(' 已关', '')} ${how}，${formatEnd(closedAt)}`, `${how}, ${formatEnd(closedAt)}`);
}
