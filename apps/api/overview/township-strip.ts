import type { Phase } from '@canbao/domain/campaign/phase';
import { dayMs } from '@canbao/domain/shanghai-date';
import { type TownshipPhase, townshipPhaseQuery } from '@canbao/projections/township-phase/township-phase.query';
import { type StepName, townshipStepQuery } from '@canbao/projections/township-step/township-step.query';
import type { UnitProgress } from '@canbao/projections/village-progress/village-progress.query';

import type { Reader } from '../reading/reader.ts';

const stepTitles: { readonly [S in StepName]: string } = {
  'first-check': '初检',
  'handed-over': '移交',
  'register-check': '比对',
  feedback: '反馈',
  enrolment: '入库',
  settlement: '清退',
};
const stepPhases: { readonly [S in StepName]: Phase } = {
  'first-check': 'screen',
  'handed-over': 'screen',
  'register-check': 'screen',
  feedback: 'screen',
  enrolment: 'enroll',
  settlement: 'resolve',
};

/** Every township at its own phase, its last step inside it, and how late it is by the county's dates. */
export async function townshipStrip({ handle, planAt, phases: planned }: Reader, townships: readonly UnitProgress[]) {
  const due = new Map((await planned()).map(({ phase, dueAt }) => [phase, dueAt]));
  const phases = await townshipPhaseQuery.phases(handle);
  const steps = await townshipStepQuery.steps(handle);
  return townships.map(({ code, unit, name, task, measures }) => {
    const phase = currentPhase(phases, code);
    const last = steps.findLast(({ township, step }) => township === code && stepPhases[step] === phase);
    const lateMs = phase === null ? 0 : planAt - (due.get(phase) ?? planAt);
    return {
      code,
      unit,
      name,
      phase,
      step: last === undefined ? '' : `${stepTitles[last.step]}${last.round > 1 ? last.round : ''}`,
      daysLate: lateMs <= 0 ? 0 : Math.ceil(lateMs / dayMs),
      task,
      measures,
    };
  });
}

/** The last phase that is open; a township waiting between two is in the one it closed last. */
function currentPhase(phases: readonly TownshipPhase[], code: string): Phase | null {
  const own = phases.filter(({ township }) => township === code);
  return (own.findLast(({ state }) => state === 'open') ?? own.at(-1))?.phase ?? null;
}
