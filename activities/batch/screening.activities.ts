import type { RegisterConnector } from '@canbao/connectors/register/register.connector';
import type { EnrolmentEvent } from '@canbao/domain/enrolment/enrolment.events';
import type { ScreeningStage } from '@canbao/domain/registration/registration.events';
import type { TownshipEvent } from '@canbao/domain/township/township.events';
import { evolveTownship, idleTownship } from '@canbao/domain/township/township-process';
import type { Reading } from '@canbao/projections/open-reading';
import { screeningQueueQuery, type StageCounts } from '@canbao/projections/screening-queue/screening-queue.query';
import type { Vault } from '@canbao/vault/vault';

import { type Ledger, pastOf } from '../ledger/record-on-stream.ts';
import { readingOf } from '../reading-of.ts';
import { appendPage, type PageParts } from './append-page.ts';
import { decidedRows } from './decided-rows.ts';
import { type JudgedPage, judgedPages, type ScreenPage } from './judged-page.ts';
import { recordOnce } from './record-once.ts';

export type OfRound = Pick<ScreenPage, 'campaign' | 'region' | 'township' | 'round'>;
type OfStage = OfRound & Pick<ScreenPage, 'stage' | 'planAt'>;

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

/**
 * Screening of one township in pages. Queues `act-batch` (health centre) and `act-register` (tax branch,
 * which asks the register). Personal data is opened for a page at a time and leaves only for the register.
 */
export function screeningActivities(parts: Parts) {
  const pages = judgedPages(parts);
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
      let judged: JudgedPage = { end: null, isEnd: true, verdicts: [] };
      const outcome = await appendPage(parts, {
        campaign,
        commandId: `screening-${township}-${round}-${stage}/${page}`,
        request: { township, round, stage, page },
        async rows() {
          judged = await pages.take(of);
          return decidedRows(parts.log, of, judged.verdicts);
        },
      });
      if (outcome.isRepeated) {
        const last = outcome.events
          .map(({ stream }) => stream.slice('registration-'.length))
          .sort()
          .at(-1);
        return { after: last ?? after, isEnd: false, isFresh: false };
      }
      return { after: judged.end ?? after, isEnd: judged.isEnd, isFresh: outcome.refused.length === 0 };
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
