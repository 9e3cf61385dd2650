import { isProblem, type Problem } from '@canbao/domain/problem';
import type { ApplicationFailure } from '@temporalio/common';

import { requestProblems } from '../http/request-problems.ts';
import { engineProblems } from './engine-problems.ts';

const phaseNotOpen: Problem = {
  type: '/problems/campaign/phase-not-open',
  status: 409,
  title: '这个阶段没有在进行 this phase is not open',
  detail: '只能推进正在进行的阶段。 Only a phase that is open can be advanced.',
  remedy: '刷新后看清现在的阶段。 Look which phase is open now.',
  field: 'phase',
};
const reasonRequired: Problem = {
  type: '/problems/campaign/reason-required',
  status: 422,
  title: '要写明理由 a reason is required',
  detail: '这项操作要记录理由 (R-301, R-303)。 This act is recorded with its reason.',
  remedy: '写明理由后再办理。 Give the reason.',
  field: 'reason',
};
const rehearsalOnly: Problem = {
  type: '/problems/campaign/rehearsal-only',
  status: 409,
  title: '只有演练可以调整时钟 only a rehearsal has a clock to set',
  detail: '正式征缴按真实时间进行。 A campaign in earnest runs on real time.',
  remedy: '改期请用“改期”。 To change a date, move its deadline.',
};

/** The Problem behind a failed update: the decider's own, carried in the details, or one of the workflow's refusals. */
export function refusalProblem(failure: ApplicationFailure): Problem | null {
  const detail: unknown = failure.details?.[0];
  if (isProblem(detail)) return detail;
  switch (failure.type) {
    case 'Finished':
    case 'NotOpened':
    case 'NotWaiting':
      return engineProblems.notRunning();
    case 'LogClosed':
      return engineProblems.notRunning();
    case 'OtherBody':
      return requestProblems.keyReused();
    case 'Stale':
      return engineProblems.stale();
    case 'PhaseNotOpen':
      return phaseNotOpen;
    case 'ReasonRequired':
      return reasonRequired;
    case 'RehearsalOnly':
      return rehearsalOnly;
    default:
      return null;
  }
}
