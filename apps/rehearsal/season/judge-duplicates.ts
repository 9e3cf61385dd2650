import { type MadeUpPayment, madeUpPayments } from '@canbao/domain/rehearsal/made-up-payments';
import { duplicateContract } from '@canbao/http-contract/duplicate.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';

import type { ApiPerson } from '../people/api-person.ts';
import { officesOf } from './offices-of.ts';
import type { Stage } from './stage.ts';

type Pair = AnswerOf<typeof duplicateContract.queue>['pairs'][number];

/**
 * A tax branch decides what its screening will ask about: it looks at the open pairs of its township and, as the
 * cards of both people would tell it, calls them a duplicate or clears them. A pair of two townships is decided by whoever
 * comes first.
 */
export async function judgeDuplicates(stage: Stage, township: string): Promise<void> {
  const { taxBranch } = officesOf(stage, township);
  for (;;) {
    const queue = await taxBranch.ask(duplicateContract.queue, { params: { township }, query: { state: 'open' } });
    const { pairs, total } = queue;
    if (pairs.length === 0) return;
    const people = realPeople(
      stage,
      new Set(pairs.flatMap(({ later, earlier }) => [later.township, earlier.township])),
    );
    for (const pair of pairs) await judge(taxBranch, pair, isOnePerson(pair, people));
    if (total <= pairs.length) return;
  }
}

async function judge(taxBranch: ApiPerson, { registration, other }: Pair, isOne: boolean): Promise<void> {
  const params = { registration, other };
  const { fingerprint, mayJudge } = await taxBranch.ask(duplicateContract.pair, { params });
  if (!mayJudge) return;
  const verdict = isOne ? 'duplicate' : 'not-a-duplicate';
  const reason = isOne ? '两条登记系同一人，核对身份证' : '核对身份证，系两人';
  await taxBranch.ask(duplicateContract.judge, { params, body: { verdict, reason, fingerprint } });
}

/** Who really paid, by receipt: what the person's card would show. */
function realPeople({ county }: Stage, townships: ReadonlySet<string>): ReadonlyMap<string, MadeUpPayment['person']> {
  const own = county.townships.filter(({ code }) => townships.has(code));
  const payments = own.flatMap((township) => madeUpPayments(county, township));
  return new Map(payments.map(({ receipt, person }) => [receipt, person]));
}

function isOnePerson({ later, earlier }: Pair, people: ReadonlyMap<string, MadeUpPayment['person']>): boolean {
  const payer = people.get(later.receipt ?? '');
  if (payer === undefined) return true;
  if (earlier.source === 'list') return payer.sponsored !== null;
  return people.get(earlier.receipt ?? '')?.idNumber === payer.idNumber;
}
