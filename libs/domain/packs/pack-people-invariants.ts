import { inBoth } from './in-both.ts';
import { twice, unless } from './pack-finding.ts';
import type { PackFinding } from './pack-finding.ts';
import type { PolicyPack } from './policy-pack.ts';
import { standardRule } from './standard-rule.ts';

/** units, people and targets fit each other. */
export const packPeopleInvariants = [units, targets, people, whoMayJoin] as const;

function units({ units: { level, townships, departments, taskTable } }: PolicyPack): readonly PackFinding[] {
  return [
    ...twice(
      townships.map(({ code }) => code),
      '/units/townships',
    ),
    ...twice(
      townships.map(({ name }) => name),
      '/units/townships',
    ),
    ...twice(
      departments.map(({ key }) => key),
      '/units/departments',
    ),
    ...unless(
      level === 'county' || townships.length === 1,
      '/units/townships',
      '镇级征缴只有一个乡镇。 A campaign of a town has one township (R-201).',
    ),
    ...unless(
      taskTable === null || Math.abs(taskTable.printedTotal - taskTable.rowSum) <= taskTable.rowSum / 100,
      '/units/taskTable',
      '合计与各行之和相差过大。 Printed total and sum of rows differ by more than a hundredth (R-802).',
    ),
  ];
}

function targets({ assessment, people: { categories: all } }: PolicyPack): readonly PackFinding[] {
  const { specialLists, ranking, tables } = assessment;
  const known = new Set(all.map(({ key }) => key));
  const lists = new Set(specialLists.map(({ key }) => key));
  const weights = ranking?.criteria.reduce((sum, { weight }) => sum + weight, 0) ?? 100;
  return [
    ...unless(weights === 100, '/assessment/ranking/criteria', '权重之和须为 100。 Weights add up to 100 (R-806).'),
    ...specialLists.flatMap(({ categories: keys }, i) =>
      keys.flatMap((key, j) =>
        unless(
          known.has(key),
          `/assessment/specialLists/${i}/categories/${j}`,
          '没有这个类别。 No such category (R-507).',
        ),
      ),
    ),
    ...tables.flatMap(({ rows }, i) =>
      rows.flatMap(({ when }, j) =>
        when.flatMap((condition, k) =>
          unless(
            condition.kind !== 'special-complete' || lists.has(condition.list),
            `/assessment/tables/${i}/rows/${j}/when/${k}/list`,
            '没有这个名单。 No such list.',
          ),
        ),
      ),
    ),
  ];
}

function people({ people: { screening, benefits, identities }, calendar }: PolicyPack): readonly PackFinding[] {
  const open = new Set<string>(calendar.phases.map(({ phase }) => phase));
  const rounds = screening.kind === 'rounds' ? screening.rounds : [];
  const { additions } = identities;
  return [
    ...rounds.flatMap(({ phase }, i) =>
      unless(open.has(phase), `/people/screening/rounds/${i}/phase`, '没有这个阶段。 No such phase.'),
    ),
    ...unless(
      benefits.some((row) => row.case === 'ordinary'),
      '/people/benefits',
      '缺少一般情形。 The ordinary case is missing (R-701).',
    ),
    ...unless(
      additions === null || additions.from <= additions.to,
      '/people/identities/additions',
      '结束早于开始。 It ends before it begins (R-504).',
    ),
  ];
}

/** a village file names a rule by its title; somebody may join; and a refusal is read in both languages. */
function whoMayJoin({ people: { eligibility, placeOfPayment } }: PolicyPack): readonly PackFinding[] {
  const place = '/people/eligibility';
  const said = eligibility.flatMap(({ verdict, conditions }, i) => [
    ...Object.entries(verdict).flatMap(([name, words]) =>
      typeof words === 'string' && name !== 'kind' ? [[`${place}/${i}/verdict/${name}`, words] as const] : [],
    ),
    ...conditions.flatMap((condition, j) =>
      condition.kind === 'document' ? [[`${place}/${i}/conditions/${j}/title`, condition.title] as const] : [],
    ),
  ]);
  const elsewhere = placeOfPayment ? [['/people/placeOfPayment/otherwise', placeOfPayment.otherwise] as const] : [];
  return [
    ...twice(
      eligibility.map(({ key }) => key),
      place,
    ),
    ...twice(
      eligibility.map(({ title }) => title),
      place,
    ),
    ...unless(
      standardRule(eligibility) !== undefined,
      place,
      '没有无须证明即可参保的人。 There is nobody who joins without proof (R-408).',
    ),
    ...[...said, ...elsewhere].flatMap(([at, words]) =>
      unless(inBoth(words) !== null, at, '须先中文、后英文。 Chinese first, then English.'),
    ),
  ];
}
