import type { Problem } from '../problem.ts';
import { packCalendarInvariants } from './pack-calendar-invariants.ts';
import { unless } from './pack-finding.ts';
import type { PackFinding } from './pack-finding.ts';
import { packMoneyInvariants } from './pack-money-invariants.ts';
import { packPeopleInvariants } from './pack-people-invariants.ts';
import { packProblem } from './pack-reader.ts';
import type { PolicyPack } from './policy-pack.ts';

/** What shapes cannot say: that the parts of a pack fit each other. Each answer names the place to look at. */
export function packInvariants(pack: PolicyPack, json: unknown): readonly Problem[] {
  const rules = [...packCalendarInvariants, ...packMoneyInvariants, ...packPeopleInvariants];
  const findings = [...rules.flatMap((rule) => rule(pack)), ...pointers(pack, json)];
  return findings.map(({ at, says }) =>
    packProblem('invariant', at, says, '按方案核对此处。 Compare this place with the scheme.'),
  );
}

/** What is said to be settled must exist: a pointer to nothing would hide a changed pack. */
function pointers(pack: PolicyPack, json: unknown): readonly PackFinding[] {
  const said = [
    ...pack.settled.map(({ at }, i) => ({ at, place: `/settled/${i}/at` })),
    ...pack.findings.map(({ at }, i) => ({ at, place: `/findings/${i}/at` })),
  ];
  return said.flatMap(({ at, place }) =>
    at.flatMap((pointer, j) =>
      unless(exists(json, pointer), `${place}/${j}`, `没有 ${pointer}。 Nothing stands at ${pointer}.`),
    ),
  );
}

function exists(json: unknown, pointer: string): boolean {
  let value: unknown = json;
  for (const step of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return false;
    value = Object.entries(value).find(([name]) => name === step)?.[1];
  }
  return true;
}
