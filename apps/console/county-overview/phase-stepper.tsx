import type { Phase } from '@canbao/domain/campaign/phase';

import { formatCount, formatDay, formatInstant } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { useWords } from '../look/words.tsx';
import type { CampaignAnswer } from './overview-answer.ts';
import { phaseWords } from './phase-words.ts';

type Props = { readonly campaign: CampaignAnswer; readonly onGate: (phase: Phase) => void };
type PhaseState = CampaignAnswer['phases'][number];
const day = 86_400_000;

/** Six phases with their dates; time stands on each phase's top edge, the gate is a button with what is missing. */
export function PhaseStepper({ campaign, onGate }: Props) {
  return (
    <ol className="stepper" aria-label="阶段 phases">
      {campaign.phases.map((phase) => (
        <PhaseStep
          key={phase.phase}
          phase={phase}
          planNow={campaign.planNow}
          townships={phase.townshipsClosed + phase.townshipsOpen}
          onGate={onGate}
        />
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
  readonly townships: number;
  readonly onGate: Props['onGate'];
}) {
  const say = useWords();
  const { zh, en } = phaseWords[phase.phase];
  const isLate = phase.state === 'open' && planNow > phase.dueAt;
  const passed = Math.min(1, Math.max(0, (planNow - phase.opensAt) / Math.max(1, phase.dueAt - phase.opensAt)));
  const share = phase.state === 'closed' ? 1 : phase.state === 'planned' ? 0 : passed;
  const tone = phase.state === 'closed' ? 'var(--rule)' : isLate ? 'var(--late)' : 'var(--act)';
  return (
    <li className={`step ${phase.state}${isLate ? ' is-late' : ''}`} data-phase={phase.phase} data-state={phase.state}>
      <span className="edge">
        <span style={{ width: `${share * 100}%`, background: tone }} />
      </span>
      <div className="title">
        {phase.state === 'closed' ? <Mark name="done" /> : isLate ? <Mark name="late" /> : null}
        <strong>{say(phase.title || zh, en)}</strong>
        <span className="en" style={{ margin: 0 }}>
          {say(en, zh)}
        </span>
        {phase.state === 'open' ? (
          <button className="btn small gate" onClick={() => onGate(phase.phase)}>
            {say('关口', 'Gate')}
          </button>
        ) : null}
      </div>
      <p className="dim">
        {formatDay(phase.opensAt)} — {formatDay(phase.dueAt - 1)}
      </p>
      <p className={isLate ? 'late' : 'dim'}>{standing(phase, planNow, isLate, say)}</p>
    </li>
  );
}

function standing(
  phase: PhaseState,
  planNow: number,
  isLate: boolean,
  say: (zh: string, en: string) => string,
): string {
  const townships = phase.townshipsClosed + phase.townshipsOpen;
  if (phase.state === 'planned') return say('未开始', 'not begun');
  if (phase.state === 'closed')
    return `${say('已关', 'closed')}${phase.isOverridden ? say('（带缺推进）', ' (over its gate)') : ''}${phase.closedAt === null ? '' : `，${formatInstant(phase.closedAt)}`}`;
  const begun =
    townships > 0
      ? say(
          `${formatCount(phase.townshipsClosed)} / ${formatCount(townships)} 乡镇已关`,
          `${phase.townshipsClosed} / ${townships} townships closed`,
        )
      : say('已开', 'open');
  const days = Math.ceil(Math.abs(phase.dueAt - planNow) / day);
  return `${begun}，${isLate ? say(`迟 ${days} 天`, `${days} days late`) : say(`剩 ${days} 天`, `${days} days left`)}`;
}
