/**
 * What every call to an outside party carries. `key` is business identity (campaign, step, object), the same over every
 * repetition: the party does the thing once and repeats its first answer. `planAt` is the plan instant (epoch ms); only
 * the sandbox reads it, a real party has a clock of its own. `signal` cancels the waiting, never the effect.
 */
export type OutsideCall = {
  readonly key: string;
  readonly planAt: number;
  readonly signal?: AbortSignal | undefined;
};

/**
 * The party said no, for good: the same key gets the same refusal. `code` is for programs and never changes, `reason`
 * is the party's own Chinese sentence. Not an error: an expected answer.
 */
export type OutsideRefusal = { readonly kind: 'refused'; readonly code: string; readonly reason: string };

/** Where a party listens, and how long its answer is waited for before the outcome is unknown. */
export type OutsideAddress = { readonly baseUrl: string; readonly timeoutMs: number };
