import type { GuardedRequest } from '@canbao/domain/approval/guarded-request';
import { phaseTitleBoth } from '@canbao/domain/campaign/phase-title';

/** What the second person reads first: what is asked, and where. */
export function approvalSummary(request: GuardedRequest, nameOf: (unit: string) => string): string {
  const where = nameOf(request.unit);
  switch (request.act) {
    case 'advance-over-gate':
      return `${where}：带缺推进「${phaseTitleBoth(request.phase)}」 advance over an unmet gate`;
    case 'reopen-phase':
      return `${where}：重开「${phaseTitleBoth(request.phase)}」 reopen a phase`;
    case 'refund':
      return `${where}：退款 ${request.registrations.length} 人 refunds`;
  }
}
