import { CallRejected } from './call-rejected.ts';
import { jsonReader, type JsonReader } from './json-reader.ts';
import { Misshapen } from './misshapen.ts';
import type { OutsideAddress, OutsideCall, OutsideRefusal } from './outside-call.ts';
import { TryLater } from './try-later.ts';
import { UnknownOutcome } from './unknown-outcome.ts';

export type Question = {
  /** `party.method`, the name in every error. */
  readonly operation: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
};

/**
 * One call, one classification. 200 and well-formed: `read`'s answer. 422: a refusal. 429, 503: TryLater. Other 5xx, no
 * answer, a broken or misshapen answer: UnknownOutcome. Any other status: CallRejected. Never retries by itself: the
 * caller's engine does, with the same key.
 */
export async function askOutside<Answer>(
  address: OutsideAddress,
  call: OutsideCall,
  question: Question,
  read: (answer: JsonReader) => Answer,
): Promise<Answer | OutsideRefusal> {
  const { operation } = question;
  const { status, retryAfter, text } = await exchange(address, call, question);
  if (status === 429 || status === 503) throw new TryLater(operation, retryAfterMs(retryAfter));
  if (status >= 500) throw new UnknownOutcome(operation, 'server-error');
  if (status !== 200 && status !== 422) throw new CallRejected(operation, status);
  try {
    const answer = jsonReader(parsed(text), operation);
    if (status === 200) return read(answer);
    return { kind: 'refused', code: answer.text('code'), reason: answer.text('reason') };
  } catch (error) {
    throw new UnknownOutcome(operation, 'malformed', error);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the answer, which may be personal data.
    throw new Misshapen('not JSON');
  }
}

async function exchange(address: OutsideAddress, call: OutsideCall, { operation, method, path, body }: Question) {
  const timeout = AbortSignal.timeout(address.timeoutMs);
  const signal = call.signal ? AbortSignal.any([timeout, call.signal]) : timeout;
  const headers: Record<string, string> = { 'idempotency-key': call.key, 'x-plan-at': String(call.planAt) };
  if (body !== undefined) headers['content-type'] = 'application/json';
  try {
    const response = await fetch(new URL(path, address.baseUrl), {
      method,
      headers,
      signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    // The body counts, too: an answer that breaks off in the middle is no answer.
    return { status: response.status, retryAfter: response.headers.get('retry-after'), text: await response.text() };
  } catch (error) {
    const why = timeout.aborted ? 'timed-out' : call.signal?.aborted ? 'cancelled' : 'no-answer';
    throw new UnknownOutcome(operation, why, error);
  }
}

/** Retry-After in whole seconds; one second when the party does not say, an hour at most. */
function retryAfterMs(header: string | null): number {
  const seconds = header !== null && /^\d{1,6}$/.test(header) ? Number(header) : 1;
  return Math.min(seconds, 3600) * 1000;
}
