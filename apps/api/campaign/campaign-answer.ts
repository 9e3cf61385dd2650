import { isGateKind } from '@canbao/domain/campaign/gate-kind';
import type { GateAnswer } from '@canbao/domain/campaign/gate';
import type { Deadline } from '@canbao/projections/deadline/deadline.query';

import type { Reader } from '../reading/reader.ts';

/** The campaign as every screen's head shows it. `gateOf` answers what is missing in a phase at this moment. */
export async function campaignAnswer(
  { state, pack, planAt, moment, ...plan }: Reader,
  displayNames: (accounts: readonly string[]) => Promise<ReadonlyMap<string, string>>,
  openGates: readonly GateAnswer[],
) {
  const phases = await plan.phases();
  const deadlines = await plan.deadlines();
  const names = await displayNames(deadlines.flatMap(({ moves }) => moves.map(({ by }) => by)));
  const titleOf = new Map(pack.pack.calendar.phases.map(({ phase, title }) => [phase, title]));
  return {
    code: state.code,
    title: state.title,
    region: state.region,
    pack: state.pack,
    isRehearsal: state.isRehearsal,
    isPaused: state.isPaused,
    isClosed: state.closedAt !== null,
    clock: state.clock,
    planNow: planAt,
    phases: phases.map((phase) => ({ ...phase, title: titleOf.get(phase.phase) ?? phase.phase })),
    deadlines: deadlines.map((deadline) => ({
      ...deadline,
      moves: deadline.moves.map(({ fromAt, toAt, reason, by, movedAt }) => ({
        fromAt,
        toAt,
        reason,
        by: names.get(by) ?? by,
        at: new Date(movedAt).toISOString(),
      })),
      waitingFor: waitingFor(deadline, openGates),
    })),
    moment,
  };
}

/** Who is not ready for a deadline. Empty = everybody is; null = a cut-off, or its phase is not open: nobody can say. */
function waitingFor({ phase, waitsFor }: Deadline, gates: readonly GateAnswer[]): string | null {
  const gate = gates.find((one) => one.phase === phase);
  if (waitsFor.length === 0 || gate === undefined) return null;
  const missing = gate.items.filter(({ kind }) => isGateKind(kind) && waitsFor.includes(kind));
  const units = [...new Set(missing.map(({ unitName }) => unitName))];
  return units.length > 6 ? `${units.slice(0, 6).join('、')} 等 ${units.length} 个单位` : units.join('、');
}
