import type { Due } from '@canbao/domain/campaign/due';
import { phaseTitle } from '@canbao/domain/campaign/phase-title';
import * as wf from '@temporalio/workflow';

import type { Waiting } from '../process/waiting.ts';
import type { CountyCarry } from './county-campaign.workflow.ts';

/** The county waits for its coordinator; by itself only dates move it. */
export function countyWaiting(
  region: string,
  { process, stuck, since }: CountyCarry,
  due: Due | undefined,
  realAt: (planAt: number | null) => number | null,
): Waiting {
  const open = process.open.map(phaseTitle).join('、');
  return {
    workflowId: wf.workflowInfo().workflowId,
    kind: '县征缴 county',
    unit: region,
    group: stuck.length > 0 ? 'stuck' : process.isPaused || open !== '' ? 'person' : 'time',
    waitsFor: process.isPaused ? '恢复征缴' : open === '' ? '下一阶段' : `推进「${open}」`,
    whom: '县协调员',
    ifNobodyActs: due === undefined ? '一直等待' : `到时${actTitle[due.kind]}: ${due.title}`,
    since,
    nextDueAt: due?.at ?? null,
    nextTimerAt: realAt(due?.at ?? null),
    stuck,
  };
}

const actTitle: { readonly [kind in Due['kind']]: string } = {
  opens: '自动开启',
  closes: '自动结束',
  report: '出周报',
  soon: '提醒将到期',
  due: '提醒到期',
  overdue: '提醒逾期',
  escalated: '上报逾期',
};
