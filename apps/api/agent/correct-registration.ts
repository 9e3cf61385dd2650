import { parseIdNumber } from '@canbao/domain/id-number';
import { isProblem } from '@canbao/domain/problem';
import { registrationDecider } from '@canbao/domain/registration/registration.decider';
import { registrationProblems } from '@canbao/domain/registration/registration.problems';
import { dateOf } from '@canbao/domain/shanghai-date';
import type { agentContract } from '@canbao/http-contract/agent.contract';
import { registrationQuery } from '@canbao/projections/registration/registration.query';

import { accessProblems } from '../access/access-problems.ts';
import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Call } from '../http/call.ts';
import type { Parts } from '../parts.ts';
import { decideOnStream } from '../record/decide-on-stream.ts';
import { recordCommand } from '../record/record-command.ts';
import { agentOfCall } from './agent-of-call.ts';
import { agentProblems } from './agent-problems.ts';
import { agentTerms } from './agent-terms.ts';
import { sealedPayer } from './sealed-payer.ts';

/**
 * A returned row corrected against the card: a new fact, the old value stays under its old version. Another
 * number is another person; the number typed wrong keeps its own key, for its owner may still come.
 */
export async function correctRegistration(
  parts: Parts,
  current: CurrentCampaign,
  call: Call<typeof agentContract.correct>,
) {
  const { vault } = parts;
  const { code: campaign, live, planNow, state } = current;
  const own = agentOfCall(call.grants);
  const row = await registrationQuery.byId(live, call.param('registration'));
  if (row === null || row.agent !== own.agent) return accessProblems.notFound();
  const terms = await agentTerms(live, parts.packOf(state.pack.id).pack, own.township);
  if (terms === null) return agentProblems.noAgents();
  const purpose = { actor: call.caller.account, why: 'correction', caseNumber: null };
  const before = (await vault.reveal(campaign, [row.person], 'identity', purpose)).get(row.person)?.reveal();
  if (before === undefined) return registrationProblems.unknown();

  const { idNumber: typed, name = before.name, group = row.group } = call.body;
  const idNumber = typed === undefined ? before.idNumber : parseIdNumber(typed, dateOf(planNow));
  if (isProblem(idNumber)) return idNumber;
  const fields = [
    ...(idNumber === before.idNumber ? [] : ['idNumber' as const]),
    ...(name === before.name ? [] : ['name' as const]),
    ...(group === row.group ? [] : ['group' as const]),
  ];
  const document = { documentType: 'resident-id', number: idNumber };
  const [person = row.person] = fields.includes('idNumber') ? await vault.identify(campaign, [document]) : [row.person];
  const seal = sealedPayer(vault, campaign, person, { idNumber, name });

  return recordCommand(parts, current, {
    commandId: call.commandId,
    actor: call.caller.account,
    request: { registration: row.registration, person, isNameChanged: fields.includes('name'), group },
    async decide() {
      const corrected = await decideOnStream(parts.log, campaign, {
        stream: `registration-${row.registration}`,
        decider: registrationDecider,
        command: {
          type: 'CorrectRegistration',
          data: {
            agent: own.agent,
            fields,
            previousPerson: row.person,
            group: fields.includes('group') ? group : null,
            isScreening: terms.isScreening,
            isFeedbackReturned: terms.isFeedbackReturned,
          },
        },
        envelope: { unit: row.unit, person: { key: person } },
      });
      if (isProblem(corrected)) return corrected;
      const { reference, sealed } = await seal();
      return {
        streams: [{ ...corrected, facts: corrected.facts.map((fact) => ({ ...fact, person: reference })) }],
        sealed,
      };
    },
  });
}
