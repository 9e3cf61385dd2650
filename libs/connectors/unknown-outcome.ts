export type UnknownWhy = 'no-answer' | 'timed-out' | 'cancelled' | 'server-error' | 'malformed';

/**
 * The call may have had its effect or not: no answer, a 5xx, or an answer that cannot be trusted (not its shape, or its
 * totals differ). Never a failure and never a success: the same key again makes it known. The message holds codes only.
 */
export class UnknownOutcome extends Error {
  readonly operation: string;
  readonly why: UnknownWhy;

  constructor(operation: string, why: UnknownWhy, cause?: unknown) {
    super(`${operation}: ${why}`, { cause });
    this.name = 'UnknownOutcome';
    this.operation = operation;
    this.why = why;
  }
}
