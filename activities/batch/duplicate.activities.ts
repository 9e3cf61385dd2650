import { type Duplicate, duplicateDecider } from '@canbao/domain/duplicate/duplicate.decider';
import type { DuplicateEvent } from '@canbao/domain/duplicate/duplicate.events';
import { isProblem } from '@canbao/domain/problem';
import type { BulkRow } from '@canbao/event-log/bulk-page';
import { digestOf } from '@canbao/event-log/digest-of';
import { readStreams } from '@canbao/event-log/read-streams';
import { duplicateQuery } from '@canbao/projections/duplicate/duplicate.query';
import type { Reading } from '@canbao/projections/open-reading';
import type { Vault } from '@canbao/vault/vault';

import { readingOf } from '../reading-of.ts';
import { appendPage, type PageParts } from './append-page.ts';
import { type FoundPair, nearDuplicates } from './near-duplicates.ts';
import type { OfRound } from './screening.activities.ts';

export type DuplicateActivities = ReturnType<typeof duplicateActivities>;

type Parts = PageParts & { readonly reading: Reading; readonly vault: Vault };

/** Registrations whose plain text is opened at once; some 2 % of a township have something to look at. */
const PAGE_ROWS = 2_000;

/**
 * Pairs that only plain numbers and names give away, township by township, before its tax branch screens. Queue
 * `act-batch`. Keys and ids leave the process, and no value does.
 */
export const duplicateActivities = (parts: Parts) => ({
  /**
   * One page of a township's suspects, compared with the whole county; `after` = where the next begins. Repeating it
   * records nothing twice: a pair is reported once for what it holds.
   */
  async findNearDuplicates({
    campaign,
    township,
    round,
    planAt,
    after,
  }: OfRound & { readonly planAt: number; readonly after: string | null }): Promise<{
    readonly after: string | null;
    readonly isEnd: boolean;
  }> {
    const suspects = await readingOf(parts.reading, campaign, (handle) =>
      duplicateQuery.suspects(handle, township, { after, limit: PAGE_ROWS }),
    );
    const found = await nearDuplicates(parts, campaign, suspects);
    const rows = await unreported(parts, { campaign, planAt }, found);
    const list = rows.map(({ stream, expectedVersion }) => `${stream}/${expectedVersion}`).sort();
    if (rows.length > 0) {
      await appendPage(parts, {
        campaign,
        commandId: `near-duplicates-${township}-${round}/${Buffer.from(digestOf(list)).toString('hex').slice(0, 18)}`,
        request: { township, round, list },
        rows: () => Promise.resolve(rows),
      });
    }
    return { after: suspects.at(-1)?.registration ?? after, isEnd: suspects.length < PAGE_ROWS };
  },
});

/** Decides each pair by its own stream; what was reported with the same contents is left out. */
async function unreported(
  { log }: Parts,
  { campaign, planAt }: { readonly campaign: string; readonly planAt: number },
  found: readonly FoundPair[],
): Promise<readonly BulkRow[]> {
  const pasts = await readStreams(
    log,
    campaign,
    found.map(({ stream }) => stream),
  );
  return found.flatMap(({ stream, unit, person, ...data }) => {
    // The stream's own decider wrote every event of it.
    const past = (pasts.get(stream) ?? []) as unknown as readonly DuplicateEvent[];
    const state = past.reduce<Duplicate>(duplicateDecider.evolve, duplicateDecider.initial);
    const decided = duplicateDecider.decide({ type: 'ReportNearDuplicate', data }, state);
    if (isProblem(decided) || decided.length === 0) return [];
    return {
      stream,
      expectedVersion: past.length,
      events: decided.map((event) => ({
        type: event.type,
        data: { ...event.data },
        unit,
        actor: 'system',
        occurredAt: planAt,
        person: { key: person },
      })),
    };
  });
}
