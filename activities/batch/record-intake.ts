import type { IntakeEvent } from '@canbao/domain/intake/intake.events';
import { appendEvents } from '@canbao/event-log/append-events';
import { digestOf } from '@canbao/event-log/digest-of';
import type { NewEvent } from '@canbao/event-log/new-event';
import { ApplicationFailure } from '@temporalio/common';

import type { Ledger } from '../ledger/record-on-stream.ts';

type Rows = Extract<IntakeEvent, { type: 'RowsTaken' }>['data'];

/** So many named rows fit into one event; a page with more has several. */
const NAMED_ROWS = 60;

/**
 * Records the facts of a file on its own stream, which stands at `version`, once per command id. Throws
 * `VersionConflict` (repeated) when another attempt was faster.
 */
export function recordIntake(
  { lanes }: Ledger,
  of: {
    readonly campaign: string;
    readonly intake: string;
    readonly unit: string;
    readonly actor: string;
    readonly planAt: number;
  },
) {
  const { campaign, intake, unit, actor, planAt } = of;
  async function record(commandId: string, version: number, facts: readonly IntakeEvent[]): Promise<void> {
    const events = facts.map(({ type, data }) => ({
      type,
      data: data as NewEvent['data'],
      unit,
      actor,
      occurredAt: planAt,
    }));
    const outcome = await appendEvents(await lanes.of(campaign), {
      commandId,
      digest: digestOf(commandId),
      streams: [{ stream: `intake-${intake}`, expectedVersion: version, events }],
    });
    if (outcome.kind === 'stale') throw ApplicationFailure.retryable(commandId, 'VersionConflict');
    if (outcome.kind !== 'appended' && outcome.kind !== 'repeated')
      throw ApplicationFailure.nonRetryable(commandId, 'IntakeRefused');
  }
  /** What became of a page, its refused rows named in as many facts as they need, which are answered. */
  async function rows(version: number, page: Rows): Promise<readonly IntakeEvent[]> {
    const facts = rowsTaken(page);
    await record(`intake-${intake}/${page.page}/rows`, version, facts);
    return facts;
  }
  return Object.assign(record, { rows });
}

function rowsTaken(page: Rows): readonly IntakeEvent[] {
  const portions = Array.from({ length: Math.max(1, Math.ceil(page.refused.length / NAMED_ROWS)) }, (_, n) =>
    page.refused.slice(n * NAMED_ROWS, (n + 1) * NAMED_ROWS),
  );
  return portions.map((refused, n) => ({
    type: 'RowsTaken',
    data: { ...page, refused, ...(n === 0 ? {} : { taken: 0, skipped: 0 }) },
  }));
}
