import { idNumberReasons, normaliseIdNumber, parseIdNumber } from '@canbao/domain/id-number';
import { yuanLimitAlert } from '@canbao/domain/holding/yuan-limit-alert';
import { isProblem, type Problem } from '@canbao/domain/problem';
import { registrationDecider } from '@canbao/domain/registration/registration.decider';
import { unusualRule } from '@canbao/domain/registration/unusual-rule';
import { dateOf } from '@canbao/domain/shanghai-date';
import { readStream } from '@canbao/event-log/read-stream';
import type { agentContract } from '@canbao/http-contract/agent.contract';
import { agentCashQuery } from '@canbao/projections/agent-cash/agent-cash.query';
import { receiptBookQuery } from '@canbao/projections/receipt-book/receipt-book.query';
import { registrationQuery } from '@canbao/projections/registration/registration.query';

import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Call } from '../http/call.ts';
import type { Parts } from '../parts.ts';
import { decideOnStream } from '../record/decide-on-stream.ts';
import { idOfCommand } from '../record/id-of-command.ts';
import { type Decided, recordCommand } from '../record/record-command.ts';
import { recordedId } from '../record/recorded-id.ts';
import { agentOfCall, type CallingAgent } from './agent-of-call.ts';
import { agentProblems } from './agent-problems.ts';
import { type AgentTerms, agentTerms } from './agent-terms.ts';
import { declaredDigest, declaredStanding } from './declared-standing.ts';
import { sealedPayer } from './sealed-payer.ts';

type Register = Call<typeof agentContract.register>;

/**
 * One payer, one receipt: decided first, then identified and sealed, then appended with the claim on the
 * receipt's number. A wrong check digit is answered at once; only after a look at the card may it stand.
 */
export async function registerPerson(parts: Parts, current: CurrentCampaign, call: Register) {
  const { body, caller, commandId, firstAt } = call;
  const own = agentOfCall(call.grants);
  const { pack } = parts.packOf(current.state.pack.id);
  const terms = await agentTerms(current.live, pack, own.township);
  if (terms === null) return agentProblems.noAgents();
  const idNumber = checkedIdNumber(body, current.planNow);
  if (isProblem(idNumber)) return idNumber;
  const proposed = idOfCommand(commandId, firstAt);
  let cashBefore = 0;
  const document = { documentType: 'resident-id', number: idNumber };
  const [person] = await parts.vault.identify(current.code, [document]);
  if (person === undefined) throw new Error('the vault identified nobody');
  const rule = unusualRule(terms.whoMayJoin, declaredStanding(body), 'agent');
  const payer = { idNumber, name: body.name, phone: body.phone, rule };
  const seal = sealedPayer(parts.vault, current.code, person, payer);

  const recorded = await recordCommand(parts, current, {
    commandId,
    actor: caller.account,
    request: {
      // Not the number itself: the key that the vault gave it.
      ...{ person, group: body.group, receipt: body.receipt, amountFen: body.amountFen },
      ...declaredDigest(body, parts.settings.commandKey),
    },
    async decide() {
      const payment = await decidePayment(parts, current, { own, terms, registration: proposed, person, body });
      if (isProblem(payment)) return payment;
      cashBefore = payment.cashFen;
      const { reference, sealed } = await seal();
      const [own0, ...others] = payment.streams;
      const facts = own0!.facts.map((fact) => ({ ...fact, person: reference }));
      return { streams: [{ ...own0!, facts }, ...others], sealed };
    },
  });
  if (isProblem(recorded)) return recorded;
  const registration = await recordedId(parts.log, current.code, recorded, proposed);
  const earlier = (await registrationQuery.ofPerson(current.live, person)).filter(
    (one) => one.receipt !== body.receipt,
  );
  const warnings = [
    ...(idNumberReasons(idNumber, dateOf(current.planNow)).length > 0 ? [agentProblems.asOnCardWarning] : []),
    ...earlier.map(({ receipt }) => agentProblems.alreadyRegisteredWarning(receipt)),
  ];
  return {
    position: recorded.position,
    registration,
    cashFen: recorded.isRepeated ? await cashOf(current, own.agent) : cashBefore + body.amountFen,
    warnings,
  };
}

/** The number in normal form. What an agent saw on the card stands, if it has 18 characters; the first check returns it. */
function checkedIdNumber({ idNumber, asOnCard }: Register['body'], planNow: number): string | Problem {
  const parsed = parseIdNumber(idNumber, dateOf(planNow));
  if (!isProblem(parsed) || asOnCard !== true) return parsed;
  const normal = normaliseIdNumber(idNumber);
  return idNumberReasons(normal, dateOf(planNow)).includes('id-length') ? parsed : normal;
}

const cashOf = async ({ live }: CurrentCampaign, agent: string): Promise<number> =>
  (await agentCashQuery.ofAgent(live, agent))?.cashFen ?? 0;

type Payment = {
  readonly own: CallingAgent;
  readonly terms: AgentTerms;
  readonly registration: string;
  readonly person: string;
  readonly body: Register['body'];
};

async function decidePayment(
  { log }: Parts,
  { code, live, planNow }: CurrentCampaign,
  { own, terms, registration, person, body }: Payment,
): Promise<(Decided & { readonly cashFen: number }) | Problem> {
  const books = (await receiptBookQuery.ofAgent(live, own.agent)).map(({ series, first, last, status }) => ({
    series,
    from: first,
    to: last,
    ...(status === 'issued' ? {} : { isClosed: true as const }),
  }));
  const registered = await decideOnStream(log, code, {
    stream: `registration-${registration}`,
    decider: registrationDecider,
    command: {
      type: 'RegisterPerson',
      data: {
        agent: own.agent,
        receipt: body.receipt,
        group: body.group,
        source: 'single',
        file: null,
        line: null,
        receivedOn: dateOf(planNow),
        amountFen: body.amountFen,
        at: planNow,
        books,
        declared: declaredStanding(body),
        terms,
        isCollecting: terms.isCollecting,
      },
    },
    envelope: { unit: own.unit, person: { key: person }, amountFen: body.amountFen },
  });
  if (isProblem(registered)) return registered;
  const cash = await agentCashQuery.ofAgent(live, own.agent);
  const before = {
    fen: cash?.unbankedFen ?? 0,
    people: cash?.unbankedPeople ?? 0,
    firstReceiptAt: cash?.oldestAt ?? null,
  };
  const alert = yuanLimitAlert(own.agent, before, { people: 1, fen: body.amountFen, at: planNow }, terms.limits);
  const cashFen = cash?.cashFen ?? 0;
  if (alert === null || registered.facts.length === 0) return { streams: [registered], cashFen };
  const stream = `agent-${own.agent}`;
  const version = (await readStream(log, code, stream)).length;
  const fact = { event: alert, unit: own.unit, amountFen: before.fen + body.amountFen };
  return { streams: [registered, { stream, version, facts: [fact] }], cashFen };
}
