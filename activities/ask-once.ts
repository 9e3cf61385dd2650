import { type Canonical } from '@canbao/event-log/canonical-json';
import { digestOf } from '@canbao/event-log/digest-of';
import type { EventLog } from '@canbao/event-log/open-event-log';
import { ApplicationFailure } from '@temporalio/common';

import { outsideFailure } from './outside-failure.ts';

export type Party = 'bank' | 'tax' | 'insurance' | 'register';

/** `key` is business identity: campaign, step, object; the same over retries, new runs and recovery. */
export type OutboxEntry = {
  readonly campaign: string;
  readonly key: string;
  readonly party: Party;
  /** What is asked, without personal data; another request under the same key is our own mistake. */
  readonly request: Canonical;
};

/**
 * Asks another authority once per key. The entry stands before the call: whoever dies between call and answer leaves
 * it unanswered, which is *unknown*, and the next attempt sends the same key again. An answer is stored and repeated.
 * Throws retryable failures for unknown outcomes, `KeyReused` when the key was used for something else.
 */
export async function askOnce<Answer extends { readonly kind: string }>(
  log: EventLog,
  entry: OutboxEntry,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const digest = Buffer.from(digestOf(entry.request));
  const { rows } = await log.pool.query<{ digest: Buffer; answer: Answer | null }>(
    `insert into outbox as kept (campaign, key, party, request_digest, state)
     values ($1, $2, $3, $4, 'asked')
     on conflict (campaign, key) do update set attempts = kept.attempts + 1
     returning request_digest as digest, answer`,
    [entry.campaign, entry.key, entry.party, digest],
  );
  const kept = rows[0]!;
  if (!kept.digest.equals(digest)) throw ApplicationFailure.nonRetryable(entry.key, 'KeyReused');
  if (kept.answer !== null) return kept.answer;
  const answer = await answerOf(ask);
  await log.pool.query(
    `update outbox set state = $3, answer = $4, answered_at = now() where campaign = $1 and key = $2 and answer is null`,
    [entry.campaign, entry.key, answer.kind === 'refused' ? 'refused' : 'done', JSON.stringify(answer)],
  );
  return answer;
}

/** A question without an effect needs no outbox, only the same translation of what can go wrong. */
export async function answerOf<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    throw outsideFailure(error);
  }
}
