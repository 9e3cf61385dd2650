import { createHash } from 'node:crypto';

import type { VillageFileRow } from '@canbao/connectors/files/village-file';
import { normaliseIdNumber } from '@canbao/domain/id-number';
import type { RefusedRow } from '@canbao/domain/intake/intake.events';
import { isProblem, type Problem } from '@canbao/domain/problem';
import { fileStanding } from '@canbao/domain/registration/file-standing';
import { registrationDecider } from '@canbao/domain/registration/registration.decider';
import { unusualRule } from '@canbao/domain/registration/unusual-rule';
import type { BulkRow } from '@canbao/event-log/bulk-page';
import type { Claim } from '@canbao/event-log/claim';
import type { NewEvent } from '@canbao/event-log/new-event';
import { uuid7 } from '@canbao/event-log/uuid7';
import type { PersonKey } from '@canbao/vault/person-key';
import type { Vault } from '@canbao/vault/vault';

import type { BookOwner, IntakeTerms } from './intake-terms.ts';
import { sealAll, type SealedPerson } from './seal-all.ts';

/** Of one file. `receivedAt` (epoch ms) = when it came: it and the row's number name a registration. */
export type IntakeRun = {
  readonly campaign: string;
  readonly intake: string;
  /** Null: sent by an office. */
  readonly agent: string | null;
  readonly unit: string;
  readonly actor: string;
  readonly planAt: number;
  readonly receivedAt: number;
};

/** A row that may be taken: whose it is, and who paid. */
export type GoodRow = { readonly row: VillageFileRow; readonly owner: BookOwner; readonly person: string };

/** `rows[n]` is what becomes of `from[n]`. */
export type DecidedPage = {
  readonly rows: readonly BulkRow[];
  readonly from: readonly GoodRow[];
  readonly refused: readonly RefusedRow[];
};

/** The same row of the same file is the same registration, however often it is judged. */
export const registrationOf = ({ intake, receivedAt }: IntakeRun, row: number): string =>
  uuid7(receivedAt, createHash('sha256').update(`canbao/intake/v1|${intake}|${row}`).digest().subarray(0, 10));

type Decided = {
  readonly fact: { readonly type: string; readonly data: object };
  /** Key of the rule to be sealed (unusual-rule.ts); null for most rows. */
  readonly rule: string | null;
};
type Good = Decided & { readonly row: VillageFileRow; readonly owner: BookOwner };

/** Decides every row, then identifies and seals the good ones, the whole page at once. */
export async function intakePage(
  vault: Vault,
  run: IntakeRun,
  terms: IntakeTerms,
  rows: readonly VillageFileRow[],
): Promise<DecidedPage> {
  const { campaign, actor, planAt } = run;
  const refused: RefusedRow[] = [];
  const good: Good[] = [];
  for (const row of rows) {
    const owner = terms.ownerOf(row.receipt) ?? { agent: run.agent ?? '', unit: run.unit, books: [] };
    const decided = decide(run, terms, owner, row);
    if (isProblem(decided)) refused.push(refusedRow(row.row, decided));
    else good.push({ row, owner, ...decided });
  }
  const documents = good.map(({ row }) => ({ documentType: 'resident-id', number: normaliseIdNumber(row.idNumber) }));
  const people = await vault.identify(campaign, documents);
  const values = good.map(({ row }, index) => ({
    person: people[index]!,
    value: { documentType: 'resident-id', idNumber: documents[index]!.number, name: row.name.normalize('NFC') },
  }));
  const seals = await sealAll(vault, campaign, 'identity', values);
  const categories = await sealCategories(vault, campaign, good, people);
  return {
    refused,
    from: good.map(({ row, owner }, index) => ({ row, owner, person: people[index]! })),
    rows: good.map(({ row, owner, fact }, index): BulkRow => {
      const category = categories.get(index);
      const event: NewEvent = {
        type: fact.type,
        data: fact.data as NewEvent['data'],
        unit: owner.unit,
        actor,
        occurredAt: planAt,
        amountFen: row.amountFen,
        person: {
          ...{ key: people[index]!, identity: seals[index]!.commitment },
          ...(category === undefined ? {} : { category: category.commitment }),
        },
      };
      return {
        stream: `registration-${registrationOf(run, row.row)}`,
        expectedVersion: 0,
        events: [event],
        claims: claimsOf(row),
        sealed: [seals[index]!.sealed, ...(category === undefined ? [] : [category.sealed])],
      };
    }),
  };
}

/** The receipt, and the row of a template that it was written in: changed and sent again it is not another payment. */
const claimsOf = ({ receipt, rowKey }: VillageFileRow): readonly Claim[] => [
  { kind: 'receipt', key: receipt },
  ...(rowKey === undefined ? [] : [{ kind: 'file-row', key: rowKey }]),
];

/** of the few rows that another than the standard rule takes, by their place in the page. */
async function sealCategories(
  vault: Vault,
  campaign: string,
  good: readonly Good[],
  people: readonly PersonKey[],
): Promise<ReadonlyMap<number, SealedPerson>> {
  const places = good.flatMap(({ rule }, index) => (rule === null ? [] : [{ index, rule }]));
  const values = places.map(({ index, rule }) => ({ person: people[index]!, value: { categories: [rule] } }));
  const seals = await sealAll(vault, campaign, 'category', values);
  return new Map(places.map(({ index }, nth) => [index, seals[nth]!]));
}

function decide(
  { intake, planAt }: IntakeRun,
  { terms, isCollecting }: IntakeTerms,
  { agent, books }: BookOwner,
  { row, receipt, group, receivedOn, amountFen, standing }: VillageFileRow,
): Decided | Problem {
  const declared = fileStanding(terms.whoMayJoin.eligibility, standing);
  if (isProblem(declared)) return declared;
  const data = {
    agent,
    receipt,
    group: group.normalize('NFC'),
    source: 'file' as const,
    file: intake,
    line: row,
    receivedOn,
    amountFen,
    at: planAt,
    books,
    declared,
    terms,
    isCollecting: isCollecting(agent),
  };
  const decided = registrationDecider.decide({ type: 'RegisterPerson', data }, registrationDecider.initial);
  return isProblem(decided) ? decided : { fact: decided[0]!, rule: unusualRule(terms.whoMayJoin, declared, 'agent') };
}

const columns: Readonly<Record<string, string>> = {
  receipt: '收据号',
  receivedOn: '收款日期',
  amountFen: '金额(元)',
  group: '村民小组',
  standings: '参保身份',
};

/** A refusal in the words of the file's columns; values of the row are never repeated. */
export const refusedRow = (row: number, { field, detail, remedy }: Problem): RefusedRow => ({
  row,
  column: columns[field ?? ''] ?? '整行',
  why: detail,
  remedy,
});
