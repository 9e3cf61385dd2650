import type { Decider } from '../decider.ts';
import { fen, sumFen } from '../fen.ts';
import type { Fen } from '../fen.ts';
import type { Problem } from '../problem.ts';
import { isSlipCode } from '../slip-code.ts';
import type { BagCommand, BagTerms, LooseReceipt } from './bag.commands.ts';
import type { BagEvent } from './bag.events.ts';
import { bagProblems } from './bag.problems.ts';

type Closed = {
  readonly code: string;
  readonly agent: string;
  readonly people: number;
  readonly registrations: readonly string[];
};
export type Bag =
  | { readonly status: 'open' }
  | (Closed & { readonly status: 'closed' })
  | (Closed & { readonly status: 'banked'; readonly tellerSlipSha256: string });

/** a bag of receipts; its sum is the deposit. A closed bag is never changed. */
export const bagDecider: Decider<Bag, BagCommand, BagEvent> = {
  initial: { status: 'open' },
  decide(command, bag) {
    switch (command.type) {
      case 'CloseBag':
        return closeBag(command.data, bag);
      case 'BankBag': {
        const { agent, tellerSlipSha256 } = command.data;
        if (bag.status === 'open') return bagProblems.unknown();
        if (bag.agent !== agent) return bagProblems.notYourBag();
        if (bag.status === 'banked')
          return bag.tellerSlipSha256 === tellerSlipSha256 ? [] : bagProblems.alreadyBanked();
        return [{ type: 'BagBanked', data: { code: bag.code, agent, people: bag.people, tellerSlipSha256 } }];
      }
    }
  },
  evolve(bag, { type, data }) {
    switch (type) {
      case 'BagClosed':
        return {
          status: 'closed',
          code: data.code,
          agent: data.agent,
          people: data.people,
          registrations: data.registrations,
        };
      case 'BagBanked':
        return bag.status === 'open' ? bag : { ...bag, status: 'banked', tellerSlipSha256: data.tellerSlipSha256 };
    }
  },
};

/** Envelope `amountFen` of BagClosed. */
export const sumOfReceipts = (receipts: readonly LooseReceipt[]): Fen =>
  sumFen(receipts.map((receipt) => fen(receipt.fen)));

function closeBag(
  { code, agent, account, receipts, countedFen, at, terms }: Extract<BagCommand, { type: 'CloseBag' }>['data'],
  bag: Bag,
): readonly BagEvent[] | Problem {
  if (!isSlipCode(code)) return bagProblems.badCode();
  const registrations = receipts.map(({ registration }) => registration);
  if (bag.status !== 'open') {
    const isSame =
      bag.agent === agent &&
      bag.registrations.length === registrations.length &&
      bag.registrations.every((one) => registrations.includes(one));
    return isSame ? [] : bagProblems.alreadyClosed();
  }
  if (receipts.length === 0) return bagProblems.empty();
  if (new Set(registrations).size !== registrations.length) return bagProblems.receiptTwice();
  if (receipts.some((receipt) => receipt.agent !== agent)) return bagProblems.notYours();
  if (at >= terms.lastDepositAt) return bagProblems.depositsOver(terms.lastDepositAt);
  if (receipts.length > terms.maxPeople) return bagProblems.tooMany(terms.maxPeople);
  const sumFen = sumOfReceipts(receipts);
  if (sumFen > terms.capFen) return bagProblems.overCap(terms.capFen);
  if (countedFen !== null && countedFen !== sumFen) return bagProblems.amountDiffers(sumFen, countedFen);
  const firstReceiptAt = Math.min(...receipts.map(({ receivedAt }) => receivedAt));
  return [
    { type: 'BagClosed', data: { code, agent, account, people: receipts.length, registrations, firstReceiptAt } },
  ];
}

/** What goes into the next bag when the agent does not choose: the oldest money first, as much as a bag may hold. */
export function fillBag(loose: readonly LooseReceipt[], { maxPeople, capFen }: BagTerms): readonly LooseReceipt[] {
  const oldestFirst = [...loose].sort(
    (a, b) => a.receivedAt - b.receivedAt || (a.registration < b.registration ? -1 : 1),
  );
  let sum = 0;
  const chosen: LooseReceipt[] = [];
  for (const receipt of oldestFirst.slice(0, maxPeople)) {
    if (sum + receipt.fen > capFen) break;
    sum += receipt.fen;
    chosen.push(receipt);
  }
  return chosen;
}
