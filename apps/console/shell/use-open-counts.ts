import { approvalContract } from '@canbao/http-contract/approval.contract';
import { campaignContract } from '@canbao/http-contract/campaign.contract';
import { officeContract } from '@canbao/http-contract/office.contract';

import { useAnswer } from '../api/use-answer.ts';
import { useHasRole } from '../session/session.tsx';
import { useAsOf } from './use-as-of.ts';

export type OpenCount = { readonly count: number; readonly isLate: boolean };

/**
 * What waits for the caller behind the words of the rail. Approvals, batches and postings are small lists and are
 * asked for; the overview is dear, so its counts come from its last answer only, once it has been opened.
 */
export function useOpenCounts(): ReadonlyMap<string, OpenCount> {
  const { at, query } = useAsOf();
  const isNow = at === null;
  const mayApprove = useHasRole('county-coordinator', 'tax-branch', 'health-centre');
  const isBureau = useHasRole('insurance-bureau');
  const isCommittee = useHasRole('village-committee');
  const overview = useAnswer(campaignContract.overview, { query }, { isEnabled: false });
  const approvals = useAnswer(approvalContract.list, {}, { isEnabled: isNow && mayApprove });
  const bureau = useAnswer(officeContract.bureau, { query }, { isEnabled: isNow && isBureau });
  const postings = useAnswer(officeContract.postings, { query }, { isEnabled: isNow && isCommittee });
  const counts: readonly (readonly [string, number | undefined, boolean])[] = [
    ['/overview', overview.data?.alertCount, true],
    ['/townships', overview.data?.townships.filter(({ daysLate }) => daysLate > 0).length, true],
    [
      '/approvals',
      approvals.data?.approvals.filter(({ state, mayDecide }) => state === 'waiting' && mayDecide).length,
      false,
    ],
    ['/bureau', isBureau ? bureau.data?.handovers.filter(({ state }) => state === 'sent').length : 0, false],
    [
      '/postings',
      isCommittee ? postings.data?.postings.filter(({ state }) => state === 'due' || state === 'stood').length : 0,
      true,
    ],
  ];
  return new Map(counts.flatMap(([path, count, isLate]) => (isNow && count ? [[path, { count, isLate }]] : [])));
}
