import { createHash } from 'node:crypto';

import type { VillageFileRow } from '@canbao/connectors/files/village-file.codec';
import { normaliseIdNumber } from '@canbao/domain/id-number';
import type { RefusedRow } from '@canbao/domain/intake/intake.events';
import { isProblem, type Problem } from '@canbao/domain/problem';
import { registrationDecider } from '@canbao/domain/registration/registration.decider';
import type { BulkRow } from '@canbao/event-log/bulk-page';
import type { NewEvent } from '@canbao/event-log/new-event';
import type { SealedRow } from '@canbao/event-log/sealed-row';
import { uuid7 } from '@canbao/event-log/uuid7';
import type { PersonValue, Vault } from '@canbao/vault/vault';

import type { IntakeTerms } from './intake-terms.ts';

/** Of one page of a village file. `receivedAt` (epoch ms) = when the file came: it and the row's number name a registration. */
export type IntakeRun = {
  readonly campaign: string;
  readonly intake: string;
  readonly agent: string;
  readonly unit: string;
  readonly actor: string;
  readonly planAt: number;
  readonly receivedAt: number;
};

export type DecidedPage = {
  readonly rows: readonly BulkRow[];
  readonly from: readonly VillageFileRow[];
  readonly refused: readonly RefusedRow[];
};

/** The same row of the same file is the same registration, however often it is judged. */
export const registrationOf = ({ intake, receivedAt }: IntakeRun, row: number): string =>
  uuid7(receivedAt, createHash('sha256').update(`canbao/intake/v1|${intake}|${row}`).digest().subarray(0, 10));

/** Decides every row, then identifies and seals the good ones, the whole page at once. */
export async function intakePage(
  vault: Vault,
  run: IntakeRun,
  terms: IntakeTerms,
  rows: readonly VillageFileRow[],
): Promise<DecidedPage> {
  const { campaign, unit, actor, planAt } = run;
  const refused: RefusedRow[] = [];
  const good: { readonly row: VillageFileRow; readonly fact: { readonly type: string; readonly data: object } }[] = [];
  for (const row of rows) {
    const decided = decide(run, terms, row);
    if (isProblem(decided)) refused.push(refusedRow(row.row, decided));
    else good.push({ row, fact: decided });
  }
  const documents = good.map(({ row }) => ({ documentType: 'resident-id', number: normaliseIdNumber(row.idNumber) }));
  const people = await vault.identify(campaign, documents);
  const values = good.map(({ row }, index) => ({
    person: people[index]!,
    value: { documentType: 'resident-id', idNumber: documents[index]!.number, name: row.name.normalize('NFC') },
  }));
  const seals = await sealAll(vault, campaign, values);
  return {
    refused,
    from: good.map(({ row }) => row),
    rows: good.map(({ row, fact }, index): BulkRow => {
      const event: NewEvent = {
        type: fact.type,
        data: fact.data as NewEvent['data'],
        unit,
        actor,
        occurredAt: planAt,
        amountFen: row.amountFen,
        person: { key: people[index]!, identity: seals[index]!.commitment },
      };
      return {
        stream: `registration-${registrationOf(run, row.row)}`,
        expectedVersion: 0,
        events: [event],
        claims: [{ kind: 'receipt', key: row.receipt }],
        sealed: [seals[index]!.sealed],
      };
    }),
  };
}

type Sealed = { readonly commitment: string; readonly sealed: SealedRow };

/** The vault seals a person once per call; who stands in the page twice is sealed twice, one after the other. */
async function sealAll(
  vault: Vault,
  campaign: string,
  values: readonly PersonValue<'identity'>[],
): Promise<readonly Sealed[]> {
  const seals: Sealed[] = [];
  let waiting = values.map((value, index) => ({ value, index }));
  while (waiting.length > 0) {
    const seen = new Set<string>();
    const now = waiting.filter(({ value: { person } }) => !seen.has(person) && seen.add(person));
    const { sealed, commitments } = await vault.seal(
      campaign,
      'identity',
      now.map(({ value }) => value),
    );
    for (const [place, { index }] of now.entries()) {
      seals[index] = { sealed: sealed[place]!, commitment: commitments[place]! };
    }
    waiting = waiting.filter((one) => !now.includes(one));
  }
  return seals;
}

function decide(
  { agent, intake, planAt }: IntakeRun,
  { books, terms, isCollecting }: IntakeTerms,
  row: VillageFileRow,
) {
  const { receipt, group, receivedOn, amountFen } = row;
  const data = {
    agent,
    receipt,
    group: group.normalize('NFC'),
    source: 'file' as const,
    file: intake,
    line: row.row,
    receivedOn,
    amountFen,
    at: planAt,
    books,
    terms,
    isCollecting,
  };
  const decided = registrationDecider.decide({ type: 'RegisterPerson', data }, registrationDecider.initial);
  return isProblem(decided) ? decided : decided[0]!;
}

const columns: Readonly<Record<string, string>> = {
  receipt: '收据号',
  receivedOn: '收款日期',
  amountFen: '金额(元)',
  group: '村民小组',
};

/** A refusal in the words of the file's columns; values of the row are never repeated. */
export const refusedRow = (row: number, { field, detail, remedy }: Problem): RefusedRow => ({
  row,
  column: columns[field ?? ''] ?? '整行',
  why: detail,
  remedy,
});
