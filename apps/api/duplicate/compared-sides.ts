import { type NameMatch, nameMatch } from '@canbao/domain/duplicate/folded-name';

import { digitsApart } from './digits-apart.ts';
import type { OpenedIdentity } from './own-identities.ts';
import type { Candidate, PairSides } from './pair-sides.ts';

type Shown = ReturnType<PairSides['shown']>;

/** What differs between two records, said without a value of either number. */
export function comparedSides(
  { later, earlier }: Shown,
  { names, isOneNumber }: { readonly names: Candidate['names']; readonly isOneNumber: boolean },
  opened: { readonly later: OpenedIdentity | undefined; readonly earlier: OpenedIdentity | undefined },
) {
  const match: NameMatch | 'hidden' =
    opened.later && opened.earlier ? nameMatch(opened.later.name, opened.earlier.name) : (names ?? 'hidden');
  const isApart: readonly (readonly [Field, boolean])[] = [
    ['village', later.township !== earlier.township || later.villageName !== earlier.villageName],
    ['agent', later.agent !== earlier.agent],
    ['group', later.group !== earlier.group],
    ['name', match === 'other' || match === 'same-after-folding'],
    ['idNumber', !isOneNumber],
    ['receipt', later.receipt !== earlier.receipt],
    ['receivedOn', later.receivedOn !== earlier.receivedOn],
    ['source', later.source !== earlier.source],
  ];
  return {
    names: match,
    differs: isApart.filter(([, differs]) => differs).map(([field]) => field),
    digitsApart: isOneNumber ? [] : digitsApart(opened.later?.idNumber, opened.earlier?.idNumber),
  };
}

type Field = 'village' | 'agent' | 'group' | 'name' | 'idNumber' | 'receipt' | 'receivedOn' | 'source';
