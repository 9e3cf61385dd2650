import type { EnrolmentEvent } from '@canbao/domain/enrolment/enrolment.events';
import { isProblem } from '@canbao/domain/problem';
import { leftoverDecider } from '@canbao/domain/leftover/leftover.decider';
import type { LeftoverKind } from '@canbao/domain/leftover/leftover.events';
import { leftoverOfReasons } from '@canbao/domain/leftover/leftover-of-reasons';
import type { ReturnReason } from '@canbao/domain/registration/registration.events';
import type { BulkRow } from '@canbao/event-log/bulk-page';
import {
  enrolmentWorkQuery,
  type EnrolmentRow,
  type LeftoverCandidate,
} from '@canbao/projections/enrolment-work/enrolment-work.query';
import type { Reading } from '@canbao/projections/open-reading';

import { type Ledger, pastOf } from '../ledger/record-on-stream.ts';
import { readingOf } from '../reading-of.ts';
import { appendPage, type PageParts } from './append-page.ts';
import { freezePage } from './frozen-page.ts';
import { type OfTownship, recordOnce } from './record-once.ts';

/** Hand-over 1 of a township: its id, its stream, and the run that its pages belong to. */
export const handoverOf = ({ township }: { readonly township: string }) => ({
  handover: `${township}-1`,
  stream: `enrolment-${township}-1`,
});

/** Where an enrolment stands, from its stream: a workflow that begins anew goes on from there. */
export type EnrolmentProgress = {
  readonly pages: number | null;
  readonly isAccepted: boolean;
  readonly isFinished: boolean;
};

export type EnrolmentActivities = ReturnType<typeof enrolmentActivities>;

export const HANDOVER_ROWS = 200;

type Parts = Ledger & PageParts & { readonly reading: Reading };
export type LeavePage = OfTownship & { readonly page: number; readonly after: string | null };

/** What of an enrolment happens in our own books. Queue `act-batch`. */
export const enrolmentActivities = (parts: Parts) => ({
  loadEnrolment: (of: { readonly campaign: string; readonly township: string }): Promise<EnrolmentProgress> =>
    loadEnrolment(parts, of),

  sendHandover: (of: OfTownship): Promise<EnrolmentProgress> => sendHandover(parts, of),

  /** By the bureau's clerk; answers the log's position. */
  async acceptHandover(of: OfTownship & { readonly commandId: string; readonly actor: string }) {
    const { handover, stream } = handoverOf(of);
    const { commandId, actor } = of;
    const fact = { type: 'HandoverAccepted' as const, data: { handover } };
    return { position: await recordOnce(parts, of, { stream, commandId, actor, fact }) };
  },

  leavePage: (of: LeavePage): Promise<{ readonly after: string | null; readonly isEnd: boolean }> =>
    leavePage(parts, of),

  async finishEnrolment(of: OfTownship): Promise<void> {
    const { handover, stream } = handoverOf(of);
    const { enrolled, refused } = await readingOf(parts.reading, of.campaign, (handle) =>
      enrolmentWorkQuery.counts(handle, of.township),
    );
    const fact = { type: 'EnrolmentFinished' as const, data: { handover, enrolled, refused } };
    await recordOnce(parts, of, { stream, commandId: `auto/${stream}/finished`, fact });
  },
});

async function loadEnrolment(
  { log }: Parts,
  { campaign, township }: { readonly campaign: string; readonly township: string },
): Promise<EnrolmentProgress> {
  const past = await pastOf<EnrolmentEvent>(log, campaign, handoverOf({ township }).stream);
  const sent = past.find((event) => event.type === 'HandoverSent');
  return {
    pages: sent?.data.pages ?? null,
    isAccepted: past.some(({ type }) => type === 'HandoverAccepted'),
    isFinished: past.some(({ type }) => type === 'EnrolmentFinished'),
  };
}

/** Everybody who is valid and funded now, in pages that are frozen before the bureau hears of them. */
async function sendHandover(parts: Parts, of: OfTownship): Promise<EnrolmentProgress> {
  const { campaign, township } = of;
  const { handover, stream } = handoverOf(of);
  const known = await loadEnrolment(parts, of);
  if (known.pages !== null) return known;
  let people = 0;
  let pages = 0;
  for (let after: string | null = null, isEnd = false; !isEnd;) {
    const rows: readonly EnrolmentRow[] = await readingOf(parts.reading, campaign, (handle) =>
      enrolmentWorkQuery.toEnrol(handle, { township, after, limit: HANDOVER_ROWS }),
    );
    isEnd = rows.length < HANDOVER_ROWS;
    after = rows.at(-1)?.registration ?? null;
    people += rows.length;
    if (rows.length === 0) continue;
    const page = rows.map(({ registration, unit, person, amountFen }) => ({ registration, unit, person, amountFen }));
    await freezePage(parts.log, campaign, `${stream}/${pages}`, page);
    pages++;
  }
  const fact = { type: 'HandoverSent' as const, data: { handover, people, pages } };
  await recordOnce(parts, of, { stream, commandId: `auto/${stream}/sent`, fact });
  return loadEnrolment(parts, of);
}

/** Who is left behind after the enrolment, with what kind of leftover it is; a page at a time. */
async function leavePage(parts: Parts, of: LeavePage): Promise<{ after: string | null; isEnd: boolean }> {
  const { campaign, township, page, after, planAt } = of;
  let rows: readonly LeftoverCandidate[] = [];
  const outcome = await appendPage(parts, {
    campaign,
    commandId: `${handoverOf(of).stream}/left/${page}`,
    request: { township, page },
    async rows() {
      rows = await readingOf(parts.reading, campaign, (handle) =>
        enrolmentWorkQuery.toLeave(handle, { township, after, limit: HANDOVER_ROWS }),
      );
      return rows.flatMap((row) => leftoverRow(row, planAt));
    },
  });
  if (outcome.isRepeated) {
    const last = outcome.events
      .map(({ stream }) => stream.slice('leftover-'.length))
      .sort()
      .at(-1);
    return { after: last ?? after, isEnd: false };
  }
  return { after: rows.at(-1)?.registration ?? after, isEnd: rows.length < HANDOVER_ROWS };
}

function leftoverRow(row: LeftoverCandidate, planAt: number): readonly BulkRow[] {
  const { registration, unit, person, amountFen } = row;
  const data = { registration, kind: kindOf(row), isEnrolled: false };
  const decided = leftoverDecider.decide({ type: 'FindLeftover', data }, leftoverDecider.initial);
  if (isProblem(decided)) return [];
  const about = { unit, actor: 'system', occurredAt: planAt, person: { key: person }, amountFen };
  return [
    {
      stream: `leftover-${registration}`,
      expectedVersion: 0,
      events: decided.map(({ type, data: fact }) => ({ type, data: { ...fact }, ...about })),
    },
  ];
}

/** The bureau's no comes first, then missing money, then what the screening has found. */
function kindOf({ isRefused, isFunded, reasons }: LeftoverCandidate): LeftoverKind {
  if (isRefused) return 'refused-by-bureau';
  if (!isFunded) return 'registration-without-money';
  // The projection holds the reasons as the log does; anything else would not have been recorded.
  return leftoverOfReasons(reasons as readonly ReturnReason[]);
}
