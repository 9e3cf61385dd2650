import type { RegisterConnector } from '@canbao/connectors/register/register.connector';
import type { RegistrationCommand } from '@canbao/domain/registration/registration.commands';
import type { ReturnReason, ScreeningStage } from '@canbao/domain/registration/registration.events';
import { screeningCheck } from '@canbao/domain/registration/screening-check';
import { dateOf } from '@canbao/domain/shanghai-date';
import { campaignStateQuery } from '@canbao/projections/campaign-state/campaign-state.query';
import { duplicateQuery } from '@canbao/projections/duplicate/duplicate.query';
import type { Reading } from '@canbao/projections/open-reading';
import { type ScreeningRow, screeningWorkQuery } from '@canbao/projections/screening-work/screening-work.query';
import type { GroupValues } from '@canbao/vault/group';
import type { Secret } from '@canbao/vault/secret';
import type { Vault } from '@canbao/vault/vault';
import { ApplicationFailure } from '@temporalio/common';

import { answerOf } from '../ask-once.ts';
import { knownPack } from '../known-pack.ts';
import { readingOf } from '../reading-of.ts';
import type { RowCommand } from './decided-rows.ts';

/** A page of a stage of screening: 500 registrations in their order. */
export type ScreenPage = {
  readonly campaign: string;
  readonly region: string;
  readonly township: string;
  readonly round: 1 | 2;
  readonly stage: ScreeningStage;
  readonly planAt: number;
  /** Number of the page in the stage, over all its passes; and the registration behind which it begins. */
  readonly page: number;
  readonly after: string | null;
};

export type JudgedPage = {
  readonly verdicts: readonly RowCommand[];
  /** The last registration of the page; null for a page without rows. */
  readonly end: string | null;
  readonly isEnd: boolean;
};

type Parts = { readonly reading: Reading; readonly vault: Vault; readonly register: RegisterConnector };
type Identity = Secret<GroupValues['identity']>;

const PAGE_ROWS = 500;
/** A page judged ahead that nobody fetches in this time is judged anew: what the register says has its time. */
const KEPT_MS = 10_000;
/** Of several townships. */
const KEPT_PAGES = 8;

type OpenedPage = {
  readonly rows: readonly ScreeningRow[];
  readonly identities: ReadonlyMap<string, Identity>;
  readonly end: string | null;
  readonly isEnd: boolean;
};

/** `judgedAt`: by the process's clock; null while the page is being judged. */
type Begun = {
  readonly opened: Promise<OpenedPage>;
  readonly judged: Promise<JudgedPage>;
  judgedAt: number | null;
};

/**
 * Judges pages ahead: while the register answers for one, the next is read and opened, and it is asked about that one
 * while the first is stored. The register has one question of a run at a time. A run waits for the reading tables when it
 * begins, and takes them as they stand from then on: who comes later has a later sweep.
 */
export function judgedPages(parts: Parts) {
  const ahead = new Map<string, Begun>();
  const keyOf = ({ campaign, township, round, stage, page, after, planAt }: ScreenPage): string =>
    [campaign, township, round, stage, page, after, dateOf(planAt)].join('|');

  function begin(of: ScreenPage, before: Promise<unknown>): Begun {
    const opened = openedPage(parts, of);
    const judged = judgedPage(parts, of, opened, before);
    const begun: Begun = { opened, judged, judgedAt: null };
    opened.catch(() => undefined); // thrown again by `judged`
    judged.then(
      () => (begun.judgedAt = performance.now()),
      () => ahead.delete(keyOf(of)), // whoever asks for it tries again
    );
    return begun;
  }

  const isFresh = ({ judgedAt }: Begun): boolean => judgedAt === null || performance.now() - judgedAt < KEPT_MS;

  return {
    async take(of: ScreenPage): Promise<JudgedPage> {
      const kept = ahead.get(keyOf(of));
      ahead.delete(keyOf(of));
      const page = kept !== undefined && isFresh(kept) ? kept : begin(of, Promise.resolve());
      const { end, isEnd } = await page.opened;
      if (!isEnd) {
        const next = { ...of, page: of.page + 1, after: end };
        ahead.set(keyOf(next), begin(next, page.judged));
        for (const key of [...ahead.keys()].slice(0, -KEPT_PAGES)) ahead.delete(key);
      }
      return page.judged;
    },
  };
}

async function openedPage(parts: Parts, of: ScreenPage): Promise<OpenedPage> {
  const { after, campaign, round, stage, township } = of;
  const rows = await readingOf(
    parts.reading,
    campaign,
    (handle) => screeningWorkQuery.page(handle, { township, stage, round }, { after, limit: PAGE_ROWS }),
    { mayLag: after !== null },
  );
  const people = [...new Set(rows.map(({ person }) => person))];
  const why = stage === 'tax' ? '比对人口库 register check (R-405)' : '卫生院初检 first check (R-404)';
  const purpose = { actor: 'system', why, caseNumber: null };
  const identities =
    people.length === 0 ? new Map<string, Identity>() : await parts.vault.reveal(campaign, people, 'identity', purpose);
  return { rows, identities, end: rows.at(-1)?.registration ?? null, isEnd: rows.length < PAGE_ROWS };
}

async function judgedPage(
  parts: Parts,
  of: ScreenPage,
  opened: Promise<OpenedPage>,
  before: Promise<unknown>,
): Promise<JudgedPage> {
  const { rows, identities, end, isEnd } = await opened;
  await before.catch(() => undefined); // its own failure
  const verdicts = rows.length === 0 ? [] : await verdictsOf(parts, of, rows, identities);
  return { verdicts, end, isEnd };
}

async function verdictsOf(
  parts: Parts,
  of: ScreenPage,
  rows: readonly ScreeningRow[],
  identities: ReadonlyMap<string, Identity>,
): Promise<readonly RowCommand[]> {
  const reasonsOf = of.stage === 'tax' ? await askRegister(parts, of, rows, identities) : firstCheck(of, identities);
  return rows.map((row) => ({
    registration: row.registration,
    unit: row.unit,
    person: row.person,
    command: verdict(of, reasonsOf(row)),
  }));
}

function verdict({ round, stage }: ScreenPage, reasons: readonly ReturnReason[]): RegistrationCommand {
  return reasons.length === 0
    ? { type: 'PassRegistration', data: { round, stage } }
    : { type: 'ReturnRegistration', data: { round, stage, reasons } };
}

type ReasonsOf = (row: ScreeningRow) => readonly ReturnReason[];

function firstCheck({ planAt }: ScreenPage, identities: ReadonlyMap<string, Identity>): ReasonsOf {
  const today = dateOf(planAt);
  return ({ person, group }) => {
    const { idNumber, name } = identities.get(person)?.reveal() ?? { idNumber: '', name: '' };
    return screeningCheck.firstCheck({ idNumber, name, group }, today);
  };
}

/** One question to the register for the whole page; its key is the page's, and it has no effect outside. */
async function askRegister(
  { register, reading }: Parts,
  { campaign, township, round, page, planAt }: ScreenPage,
  rows: readonly ScreeningRow[],
  identities: ReadonlyMap<string, Identity>,
): Promise<ReasonsOf> {
  const questions = rows.map(({ registration, person }) => {
    const { idNumber, name } = identities.get(person)?.reveal() ?? { idNumber: '', name: '' };
    return { registration, idNumber, name };
  });
  const key = `register-${campaign}-${township}-${round}-${page}`;
  const asked = rows.map(({ registration }) => registration);
  const [answered, { against, packId }] = await Promise.all([
    answerOf(() => register.lookUp({ key, planAt, questions })),
    readingOf(
      reading,
      campaign,
      async (handle) => ({
        against: await duplicateQuery.against(handle, asked),
        packId: (await campaignStateQuery.state(handle))?.pack.id ?? '',
      }),
      { mayLag: true },
    ),
  ]);
  if (answered.kind === 'refused') throw ApplicationFailure.nonRetryable(answered.code, 'RegisterRefused');
  const words = new Map(answered.answers.map((word) => [word.registration, word]));
  const sponsored = new Set(against.filter(({ kind }) => kind === 'sponsor-list').map((one) => one.registration));
  const twice = new Set(against.filter(({ kind }) => kind !== 'sponsor-list').map((one) => one.registration));
  const { registers } = knownPack(packId).people.screening;
  return ({ registration }) => {
    const county = { isDuplicate: twice.has(registration), isSponsored: sponsored.has(registration) };
    return screeningCheck.registerCheck(words.get(registration) ?? unknown, county, registers);
  };
}

const unknown = {
  isKnown: false,
  nameMatches: false,
  inHousehold: false,
  employeeInsured: false,
  insuredElsewhere: false,
  deceased: false,
};
