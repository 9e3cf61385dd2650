import { standardRule } from '@canbao/domain/packs/standard-rule';
import { nothingDeclared } from '@canbao/domain/registration/declared-standing';
import { eligibility, type WhoMayJoin } from '@canbao/domain/registration/eligibility';

import { mayNotJoinAnswer } from './may-not-join-answer.ts';

/** what a payer can be under the pack, what each has to show, and what is said to who shows nothing. */
export function standingsAnswer(whoMayJoin: WhoMayJoin) {
  const standings = whoMayJoin.eligibility.map(({ key, title, titleEnglish, conditions }) => {
    const joins = eligibility(whoMayJoin, { ...nothingDeclared, standings: [key] }, 'agent');
    return {
      ...{ key, title, titleEnglish },
      monthsResident: conditions.find((condition) => condition.kind === 'months-resident')?.months ?? null,
      documents: conditions.flatMap((condition) => (condition.kind === 'document' ? [condition.title] : [])),
      mayNotJoin: joins.verdict === 'taken' ? null : mayNotJoinAnswer(joins),
    };
  });
  return {
    standings,
    standard: standardRule(whoMayJoin.eligibility)?.key ?? '',
    placeOfPayment: whoMayJoin.placeOfPayment?.name ?? null,
  };
}
