import type { RegisterConnector } from '@canbao/connectors/register/register.connector';
import type { EnrolmentEvent } from '@canbao/domain/enrolment/enrolment.events';
import type { RegistrationCommand } from '@canbao/domain/registration/registration.commands';
import type { ReturnReason, ScreeningStage } from '@canbao/domain/registration/registration.events';
import { screeningCheck } from '@canbao/domain/registration/screening-check';
import { dateOf } from '@canbao/domain/shanghai-date';
import type { TownshipEvent } from '@canbao/domain/township/township.events';
import { evolveTownship, idleTownship } from '@canbao/domain/township/township-process';
import { campaignStateQuery } from '@canbao/projections/campaign-state/campaign-state.query';
import { duplicateQuery } from '@canbao/projections/duplicate/duplicate.query';
import type { Reading } from '@canbao/projections/open-reading';
import { screeningQueueQuery, type StageCounts } from '@canbao/projections/screening-queue/screening-queue.query';
import { type ScreeningRow, screeningWorkQuery } from '@canbao/projections/screening-work/screening-work.query';
import type { GroupValues } from '@canbao/vault/group';
import type { Secret } from '@canbao/vault/secret';
import type { Vault } from '@canbao/vault/vault';
import { ApplicationFailure } from '@temporalio/common';

import { type Ledger, pastOf } from '../ledger/record-on-stream.ts';
import { answerOf } from '../ask-once.ts';
import { knownPack } from '../known-pack.ts';
import { readingOf } from '../reading-of.ts';
import { appendPage, type PageParts } from './append-page.ts';
import { decidedRows } from './decided-rows.ts';
import { recordOnce } from './record-once.ts';

export type OfRound = {
  readonly campaign: string;
  readonly region: string;
  readonly township: string;
  readonly round: 1 | 2;
};
type OfStage = OfRound & { readonly stage: ScreeningStage; readonly planAt: number };
export type ScreenPage = OfStage & {
  /** Number of the page in the stage, over all its passes; and the registration behind which it begins. */
  readonly page: number;
  readonly after: string | null;
};

/** `after` = where the next page begins. `isFresh` = nothing of it was left out or done before. */
export type ScreenedPage = { readonly after: string | null; readonly isEnd: boolean; readonly isFresh: boolean };

/** Where a round stands, from the log: a workflow that begins anew goes on from there. */
export type RoundProgress = {
  readonly finished: readonly ScreeningStage[];
  readonly isHandedOver: boolean;
  readonly isRegisterCheckAsked: boolean;
};

export type ScreeningActivities = ReturnType<typeof screeningActivities>;

type Parts = Ledger &
  PageParts & { readonly reading: Reading; readonly vault: Vault; readonly register: RegisterConnector };
type Identity = Secret<GroupValues['identity']>;

const PAGE_ROWS = 500;

/**
 * Screening of one township in pages. Queues `act-batch` (health centre) and `act-register` (tax branch,
 * which asks the register). Personal data is opened for a page at a time and leaves only for the register.
 */
export function screeningActivities(parts: Parts) {
  return {
    async loadScreening({ campaign, township, round }: OfRound): Promise<RoundProgress> {
      const events = await pastOf<EnrolmentEvent>(parts.log, campaign, `screening-${township}-${round}`);
      const past = await pastOf<TownshipEvent>(parts.log, campaign, `township-${township}`);
      const { handedOver, registerCheck } = past.reduce(evolveTownship, idleTownship);
      return {
        finished: events.flatMap((event) => (event.type === 'ScreeningFinished' ? [event.data.stage] : [])),
        isHandedOver: handedOver >= round,
        isRegisterCheckAsked: registerCheck >= round,
      };
    },

    startScreening: async ({ round, stage, ...of }: OfStage): Promise<void> => {
      await recordOnce(parts, of, {
        stream: `screening-${of.township}-${round}`,
        commandId: `auto/screening-${of.township}-${round}/${stage}/started`,
        fact: { type: 'ScreeningStarted', data: { round, stage } },
      });
    },

    /** A page of verdicts, stored under `<run>/<page>`. */
    async screenPage(of: ScreenPage): Promise<ScreenedPage> {
      const { campaign, township, round, stage, page, after } = of;
      let rows: readonly ScreeningRow[] = [];
      const outcome = await appendPage(parts, {
        campaign,
        commandId: `screening-${township}-${round}-${stage}/${page}`,
        request: { township, round, stage, page },
        async rows() {
          rows = await readingOf(parts.reading, campaign, (handle) =>
            screeningWorkQuery.page(handle, { township, stage, round }, { after, limit: PAGE_ROWS }),
          );
          const commands = await verdictsOf(parts, of, rows);
          return decidedRows(parts.log, of, commands);
        },
      });
      if (outcome.isRepeated) {
        const last = outcome.events
          .map(({ stream }) => stream.slice('registration-'.length))
          .sort()
          .at(-1);
        return { after: last ?? after, isEnd: false, isFresh: false };
      }
      const isEnd = rows.length < PAGE_ROWS;
      return { after: rows.at(-1)?.registration ?? after, isEnd, isFresh: outcome.refused.length === 0 };
    },

    /** Counts of the whole stage so far; `pass` tells one sweep of late rows from the next. */
    async finishScreening({ round, stage, pass, ...of }: OfStage & { readonly pass: number }): Promise<void> {
      const { campaign, township } = of;
      const villages = await readingOf(parts.reading, campaign, (handle) =>
        screeningQueueQuery.villages(handle, township),
      );
      const own = villages.filter((village) => village.stage === stage && village.round === round);
      const [passed, returned] = [sum(own, 'passed'), sum(own, 'returned')];
      await recordOnce(parts, of, {
        stream: `screening-${township}-${round}`,
        commandId: `auto/screening-${township}-${round}/${stage}/finished/${pass}`,
        fact: { type: 'ScreeningFinished', data: { round, stage, passed, returned } },
      });
    },
  };
}

const sum = (rows: readonly StageCounts[], count: 'passed' | 'returned'): number =>
  rows.reduce((total, row) => total + row[count], 0);

async function verdictsOf(parts: Parts, of: ScreenPage, rows: readonly ScreeningRow[]) {
  if (rows.length === 0) return [];
  const people = [...new Set(rows.map(({ person }) => person))];
  const why = of.stage === 'tax' ? '比对人口库 register check (R-405)' : '卫生院初检 first check (R-404)';
  const identities = await parts.vault.reveal(of.campaign, people, 'identity', {
    actor: 'system',
    why,
    caseNumber: null,
  });
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
  const answered = await answerOf(() => register.lookUp({ key, planAt, questions }));
  if (answered.kind === 'refused') throw ApplicationFailure.nonRetryable(answered.code, 'RegisterRefused');
  const words = new Map(answered.answers.map((word) => [word.registration, word]));
  const asked = rows.map(({ registration }) => registration);
  const { against, packId } = await readingOf(reading, campaign, async (handle) => ({
    against: await duplicateQuery.against(handle, asked),
    packId: (await campaignStateQuery.state(handle))?.pack.id ?? '',
  }));
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
