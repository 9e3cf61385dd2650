import type { Problem } from '../problem.ts';
import { packAssessment } from './pack-assessment.ts';
import { packCalendar } from './pack-calendar.ts';
import { packInvariants } from './pack-invariants.ts';
import { packMoney } from './pack-money.ts';
import { packPeople } from './pack-people.ts';
import { flag, key, list, record, text } from './pack-reader.ts';
import type { Read } from './pack-reader.ts';
import { packUnits } from './pack-units.ts';

const policyPack = record({
  /** `<county>-<coverage year>`, also the file's name. */
  id: key,
  title: text,
  titleEnglish: text,
  /** A county that does not exist: rehearsals and tests only. */
  isTest: flag,
  source: record({ title: text, issuedBy: text, issuedOn: text }),
  units: packUnits,
  calendar: packCalendar,
  money: packMoney,
  people: packPeople,
  assessment: packAssessment,
  /** [S]: where the scheme is silent or contradicts itself. `at`: JSON pointers into this pack. A coordinator may change them. */
  settled: list(record({ at: list(text, 1), says: text })),
  /** Section 11 of the domain: traps in the scheme, and how each is settled. */
  findings: list(record({ key, finding: text, settledAs: text, at: list(text) })),
});

/**
 * A county's scheme as data (the domain's first demand: a scheme is data, not code). Dates are inclusive and in
 * Asia/Shanghai, money is whole fen. A campaign pins the pack by its hash, so a pack never changes under it.
 */
export type PolicyPack = Read<typeof policyPack>;

/** The pack, or everything that is wrong with it: shapes first; invariants only when every shape is right. */
export function parsePolicyPack(json: unknown): PolicyPack | readonly Problem[] {
  const problems: Problem[] = [];
  const pack = policyPack(json, '', (problem) => problems.push(problem));
  if (problems.length > 0) return problems;
  const broken = packInvariants(pack, json);
  return broken.length > 0 ? broken : pack;
}

/** Told apart from a list of problems. */
export const isPolicyPack = (answer: PolicyPack | readonly Problem[]): answer is PolicyPack => !Array.isArray(answer);
