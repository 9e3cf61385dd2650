import { dateOf } from '@canbao/domain/shanghai-date';
import { agentContract } from '@canbao/http-contract/agent.contract';
import { approvalContract } from '@canbao/http-contract/approval.contract';
import { townshipContract } from '@canbao/http-contract/township.contract';

import { sideBySide } from '../side-by-side.ts';
import { madeUpDigest } from './made-up-digest.ts';
import { officesOf } from './offices-of.ts';
import { peopleAtOnce, type Stage } from './stage.ts';

/** Health centres ask for refunds, tax branches approve as the second person, money goes back hop by hop. */
export async function settleDay(stage: Stage): Promise<void> {
  await sideBySide(peopleAtOnce, stage.county.townships, ({ code }) => settleTownship(stage, code));
  const paidOn = dateOf(stage.days.planNow(await stage.days.state()));
  await sideBySide(peopleAtOnce, stage.cast.all('agent'), async (agent) => {
    const { refunds } = await agent.ask(agentContract.workbench);
    for (const { registration } of refunds)
      await agent.ask(agentContract.payRefund, {
        params: { registration },
        body: { signatureSha256: madeUpDigest('signature', registration), paidOn },
      });
  });
}

async function settleTownship(stage: Stage, township: string): Promise<void> {
  const { healthCentre, taxBranch } = officesOf(stage, township);
  const params = { township };
  const { rows } = await healthCentre.ask(townshipContract.leftovers, { params });
  const toAsk = rows.filter(({ hop, outcome, amountFen }) => hop === 'account' && outcome === null && amountFen > 0);
  if (toAsk.length > 0) {
    const body = { registrations: toAsk.map(({ registration }) => registration), reason: '未能参保，按方案退款' };
    const { approvalId } = await healthCentre.ask(townshipContract.requestRefunds, { params, body });
    await taxBranch.ask(approvalContract.grant, { params: { approvalId }, body: {} });
  }
  const released = rows.filter(({ hop }) => hop === 'health-centre');
  if (released.length > 0)
    await healthCentre.ask(townshipContract.handOnRefunds, {
      params,
      body: { registrations: released.map(({ registration }) => registration) },
    });
}
