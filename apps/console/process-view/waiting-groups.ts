import type { campaignContract } from '@canbao/http-contract/campaign.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';

import type { MarkName } from '../look/mark.tsx';

export type WaitingRow = AnswerOf<typeof campaignContract.process>['rows'][number];
type WaitingGroup = {
  readonly group: WaitingRow['group'];
  readonly zh: string;
  readonly en: string;
  readonly mark: MarkName;
  readonly tone: string;
};

/** By whom a workflow waits for, the most urgent first. */
export const waitingGroups: readonly WaitingGroup[] = [
  { group: 'stuck', zh: '停住，要人', en: 'stuck', mark: 'stopped', tone: 'var(--late)' },
  { group: 'person', zh: '等人', en: 'waiting for a person', mark: 'near', tone: 'var(--near)' },
  { group: 'outside', zh: '等外部', en: 'waiting for another system', mark: 'waiting', tone: 'var(--ink-2)' },
  { group: 'time', zh: '等时间', en: 'waiting for a moment', mark: 'waiting', tone: 'var(--ink-2)' },
];
