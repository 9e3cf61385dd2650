import { approvers } from '@canbao/domain/approval/approvers';
import { approvalContract } from '@canbao/http-contract/approval.contract';
import { approvalQuery } from '@canbao/projections/approval/approval.query';
import { Controller } from '@nestjs/common';

import { unitCovers } from '../access/unit-covers.ts';
import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { reading } from '../reading/reader.ts';
import { mayGrant } from './may-decide.ts';

/** Two people. */
@Controller()
export class ApprovalsController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(approvalContract.list)
  list({ grants, caller }: Call<typeof approvalContract.list>) {
    return reading(this.#parts, undefined, async ({ handle }) => {
      const seen = (await approvalQuery.all(handle)).filter(({ unit }) =>
        grants.some((grant) => unitCovers(grant.unit, unit)),
      );
      const names = await this.#parts.accounts.displayNames(
        seen.flatMap(({ askedBy, decidedBy }) => (decidedBy === null ? [askedBy] : [askedBy, decidedBy])),
      );
      return {
        approvals: seen.map(({ askedBy, decidedBy, askedAt, ...row }) => ({
          ...row,
          askedBy,
          askedByName: names.get(askedBy) ?? askedBy,
          askedAt: new Date(askedAt).toISOString(),
          decidedByName: decidedBy === null ? null : (names.get(decidedBy) ?? decidedBy),
          mayDecide:
            row.state === 'waiting' && askedBy !== caller.account && mayGrant(caller.grants, row.act, row.unit),
          whoMay: approvers[row.act].whoMay,
        })),
      };
    });
  }
}
