import { ActivityFailure, ApplicationFailure } from '@temporalio/common';

/**
 * The refusal inside a failed activity: a problem's type (`/problems/…`) or one of ours. undefined = something that
 * is no refusal (a timeout, a cancellation).
 */
export function problemOf(failure: unknown): ApplicationFailure | undefined {
  const cause = failure instanceof ActivityFailure ? failure.cause : failure;
  return cause instanceof ApplicationFailure && cause.nonRetryable ? cause : undefined;
}
