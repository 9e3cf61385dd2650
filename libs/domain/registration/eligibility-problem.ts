import { problemsOf } from '../problem.ts';
import type { Problem, ProblemWords } from '../problem.ts';
import type { MayNotJoin } from './may-not-join.ts';

const of = problemsOf('registration');

/** whoever may not join here is told before money is taken: why, what to bring, and the way out. */
export function eligibilityProblem({ verdict, why, field, reason, evidence, wayOut }: MayNotJoin): Problem {
  const about = {
    field,
    ...(evidence.length === 0 ? {} : { items: evidence.map((detail) => ({ kind: 'evidence', count: 1, detail })) }),
  };
  const words = (title: string): ProblemWords => [title, reason, wayOut];
  switch (why) {
    case 'rule':
      return verdict === 'refused'
        ? of('not-eligible', 422, words('不能参保，不要收款 may not join: take no money'), about)
        : of('pays-elsewhere', 422, words('在别处缴费，不要收款 pays elsewhere: take no money'), about);
    case 'channel':
      return of('pays-elsewhere', 422, words('在别处缴费，不要收款 pays elsewhere: take no money'), about);
    case 'proof':
      return of('proof-missing', 422, words('证明不齐，不要收款 proof is missing: take no money'), about);
    case 'unknown':
      return of('standing-unknown', 422, words('没有这种参保身份 no such standing'), about);
    case 'place':
      return of('place-of-payment', 422, words('缴费地不对，不计入 the place of payment is wrong'), about);
  }
}
