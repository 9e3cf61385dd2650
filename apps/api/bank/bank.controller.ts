import { deadlineKey } from '@canbao/domain/campaign/deadline-key';
import { isProblem } from '@canbao/domain/problem';
import { officeContract } from '@canbao/http-contract/office.contract';
import { accountQuery } from '@canbao/projections/account/account.query';
import { bankLockMessages, type AccountAnswer } from '@canbao/workflows/lock/bank-lock.messages';
import { workflowId } from '@canbao/workflows/process/workflow-id';
import { Controller } from '@nestjs/common';
import type { UpdateDefinition } from '@temporalio/common';

import { accessProblems } from '../access/access-problems.ts';
import { unitCovers } from '../access/unit-covers.ts';
import { engineProblems } from '../engine/engine-problems.ts';
import type { Call } from '../http/call.ts';
import { Serves } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { accountName } from '../reading/account-name.ts';
import { reading } from '../reading/reader.ts';

/** Pending accounts and their statements. No payer stands here. */
@Controller()
export class BankController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Serves(officeContract.bank)
  bank({ query, grants }: Call<typeof officeContract.bank>) {
    return reading(this.#parts, query.at, async (reader) => {
      const { handle, state, moment, deadlines } = reader;
      const due = new Map((await deadlines()).map(({ key, dueAt }) => [key, dueAt]));
      const lockAt = due.get(deadlineKey.lock) ?? 0;
      const subsidyLockAt = due.get(deadlineKey.subsidyLock) ?? lockAt;
      const seen = (await accountQuery.all(handle)).filter(({ account }) =>
        grants.some(({ unit }) =>
          unitCovers(unit, account === 'subsidy' ? state.region : `${state.region}/${account}`),
        ),
      );
      return {
        accounts: seen.map((row) => ({
          account: row.account,
          name: accountName(reader, row.account),
          tail: row.tail ?? '',
          state: row.state,
          lockDueAt: row.account === 'subsidy' ? subsidyLockAt : lockAt,
          lockedAt: row.lockedAt,
          statements: row.statements,
          lastStatementTo: row.lastStatementTo,
          closingFen: row.closingFen,
          matchedLines: row.matchedLines,
          unidentifiedLines: row.unidentifiedLines,
          unidentifiedFen: row.unidentifiedFen,
          isClosingTaken: row.isClosingTaken,
        })),
        moment,
      };
    });
  }

  @Serves(officeContract.confirmLock)
  confirmLock({ body, caller, commandId, param }: Call<typeof officeContract.confirmLock>) {
    const argument = { actor: caller.account, documentSha256: body.documentSha256 };
    return this.#update(param('account'), bankLockMessages.confirmLock, argument, commandId);
  }

  @Serves(officeContract.fetchStatement)
  fetchStatement({ caller, commandId, param }: Call<typeof officeContract.fetchStatement>) {
    return this.#update(param('account'), bankLockMessages.fetchStatement, { actor: caller.account }, commandId);
  }

  async #update<Argument>(
    account: string,
    message: UpdateDefinition<AccountAnswer, [Argument], string>,
    argument: Argument,
    commandId: string,
  ) {
    const current = await this.#parts.campaign();
    if (current === null) return engineProblems.noCampaign();
    const isKnown = (await accountQuery.byName(current.live, account)) !== null;
    if (!isKnown) return accessProblems.notFound();
    const lock = workflowId.lock(current.code, account);
    const answer = await this.#parts.engine.update({ workflowId: lock, message, argument, commandId });
    return isProblem(answer) ? answer : { position: answer.position };
  }
}
