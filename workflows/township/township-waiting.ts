import type { Due } from '@canbao/domain/campaign/due';
import { phaseTitle } from '@canbao/domain/campaign/phase-title';
import type { TownshipProcess } from '@canbao/domain/township/township-process';
import * as wf from '@temporalio/workflow';

import type { Waiting } from '../process/waiting.ts';
import type { TownshipCarry } from './township-campaign.workflow.ts';

/** A township waits for the office whose step is next. */
export function townshipWaiting(
  unit: string,
  { process, stuck, since }: TownshipCarry,
  due: Due | undefined,
  realAt: (planAt: number | null) => number | null,
): Waiting {
  const { waitsFor, whom } = nextStep(process);
  return {
    workflowId: wf.workflowInfo().workflowId,
    kind: '乡镇征缴 township',
    unit,
    group: stuck.length > 0 ? 'stuck' : 'person',
    waitsFor,
    whom,
    ifNobodyActs: due === undefined ? '随县推进' : `到时提醒: ${due.title}`,
    since,
    nextDueAt: due?.at ?? null,
    nextTimerAt: realAt(due?.at ?? null),
    stuck,
  };
}

function nextStep(process: TownshipProcess): { readonly waitsFor: string; readonly whom: string } {
  const { open, firstCheck, handedOver, registerCheck, isFeedbackReturned, isEnrolmentStarted } = process;
  if (open.includes('screen')) {
    if (firstCheck === 0) return { waitsFor: '第 1 轮初检', whom: '卫生院' };
    if (handedOver === 0) return { waitsFor: '第 1 次移交', whom: '卫生院' };
    if (registerCheck === 0) return { waitsFor: '比对人口库', whom: '税务分局' };
    if (!isFeedbackReturned) return { waitsFor: '反馈比对结果', whom: '税务分局' };
    if (firstCheck === 1) return { waitsFor: '第 2 轮初检', whom: '卫生院' };
    if (handedOver === 1) return { waitsFor: '第 2 次移交', whom: '卫生院' };
  }
  if (open.includes('enroll') && !isEnrolmentStarted) return { waitsFor: '登记入库', whom: '税务分局' };
  const phase = open.at(-1);
  return { waitsFor: phase === undefined ? '下一阶段' : `完成「${phaseTitle(phase)}」`, whom: '乡镇征缴办公室' };
}
