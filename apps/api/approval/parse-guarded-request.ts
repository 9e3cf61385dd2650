import type { GuardedAct } from '@canbao/domain/approval/approval.events';
import { guardedRequest, type GuardedRequest } from '@canbao/domain/approval/guarded-request';
import { isPhase } from '@canbao/domain/campaign/phase-title';
import type { Problem } from '@canbao/domain/problem';

import { requestProblems } from '../http/request-problems.ts';

type Asked = {
  readonly act: GuardedAct;
  readonly unit: string;
  readonly request: { readonly [key: string]: unknown };
};

/**
 * The request that an approval is to be bound to. Refunds are asked for where the registrations are chosen (they are
 * recorded together with their approval), not here.
 */
export function parseGuardedRequest({ act, unit, request }: Asked): GuardedRequest | Problem {
  switch (act) {
    case 'advance-over-gate':
    case 'reopen-phase': {
      const phase = request['phase'];
      if (typeof phase !== 'string') return requestProblems.missingField('request.phase');
      if (!isPhase(phase)) return requestProblems.invalidField('request.phase', notAPhase);
      return guardedRequest({ act, unit, phase });
    }
    case 'refund':
      return requestProblems.invalidField('act', refundsElsewhere);
  }
}

const notAPhase = {
  detail: '没有这个阶段。 There is no such phase.',
  remedy: '填写六个阶段之一，例如 collect。 Name one of the six phases, such as collect.',
};
const refundsElsewhere = {
  detail: '退款申请在“遗留问题”中提出，连同登记一起。 Refunds are asked for with their registrations.',
  remedy: '请用 /api/townships/:township/refunds。 Use /api/townships/:township/refunds.',
};
