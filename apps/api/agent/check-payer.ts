import { parseIdNumber } from '@canbao/domain/id-number';
import { tariffOf } from '@canbao/domain/premium';
import { isProblem, type Problem } from '@canbao/domain/problem';
import { eligibility } from '@canbao/domain/registration/eligibility';
import { dateOf } from '@canbao/domain/shanghai-date';
import type { agentContract } from '@canbao/http-contract/agent.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';
import { type Registration, registrationQuery } from '@canbao/projections/registration/registration.query';
import { sponsoredPersonQuery } from '@canbao/projections/sponsored-person/sponsored-person.query';

import type { Call } from '../http/call.ts';
import type { Parts } from '../parts.ts';
import type { Reader } from '../reading/reader.ts';
import { agentOfCall, type CallingAgent } from './agent-of-call.ts';
import { declaredStanding } from './declared-standing.ts';
import { mayNotJoinAnswer } from './may-not-join-answer.ts';

type Answer = AnswerOf<typeof agentContract.checkPayer>;

/**
 * What is due from a payer before money is taken, by the number and what they say of themselves; nothing from
 * whoever may not join here. Nobody is made known by being asked
 * about: the blind index is searched, and a number that it does not hold is simply new.
 */
export async function checkPayer(
  { vault }: Parts,
  { current, handle, pack, planAt, nameOf, state }: Reader,
  { body, grants }: Call<typeof agentContract.checkPayer>,
): Promise<Answer | Problem> {
  const own = agentOfCall(grants);
  const idNumber = parseIdNumber(body.idNumber, dateOf(planAt));
  if (isProblem(idNumber)) return idNumber;
  const [person] = await vault.find(current.code, [{ documentType: 'resident-id', number: idNumber }]);
  const premiumFen = tariffOf(pack.pack);
  const registered = person == null ? [] : await registrationQuery.ofPerson(handle, person);
  const places = registered.map((one) => placeOf(one, own, nameOf));
  const joins = eligibility(pack.pack.people, declaredStanding(body), 'agent');
  const mayNot = joins.verdict === 'taken' ? null : mayNotJoinAnswer(joins);
  if (registered.length > 0) return { dueFen: 0, why: whys.registered, registered: places, mayNotJoin: mayNot };
  if (mayNot !== null) return { dueFen: 0, why: whys.notHere, registered: [], mayNotJoin: mayNot };
  const isListed = person != null && (await sponsoredPersonQuery.isListed(handle, person));
  return isListed
    ? { dueFen: 0, why: whys.nothing, registered: [], mayNotJoin: null }
    : { dueFen: premiumFen, why: whys.premium(state.coverageYear), registered: [], mayNotJoin: null };
}

/** The own village by name; anybody else's place of payment is not this agent's to know (security 4). */
function placeOf(
  { agent, receipt, receivedOn, unit }: Registration,
  own: CallingAgent,
  nameOf: (unit: string) => string,
) {
  const isOwnVillage = unit === own.unit;
  const where =
    agent === own.agent
      ? '您已经收过 you have taken it'
      : isOwnVillage
        ? `${nameOf(unit)}另一名代征人员 another agent of your village`
        : '本县另一个村 another village of the county';
  return { where, receivedOn, receiptTail: receipt.slice(-4) };
}

const whys = {
  premium: (year: number) => `${year} 年度统一标准 the one premium of ${year}`,
  registered: '此人已经登记，再收就是重复缴费 registered already: taking money again would be a duplicate',
  notHere: '不要收款，理由见下 take no money, for the reason below',
  nothing: '此人现在不用交现金 nothing is due from this payer in cash',
} as const;
