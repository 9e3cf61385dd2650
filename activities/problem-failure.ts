import type { Problem } from '@canbao/domain/problem';
import { ApplicationFailure } from '@temporalio/common';

/**
 * One of the two translators of refusals (the other is the API's filter): a problem that a decider answered becomes a
 * failure of its type that nobody retries. The whole problem travels as the failure's only detail, encrypted by the
 * codec; problems hold no personal data.
 */
export const problemFailure = (problem: Problem): ApplicationFailure =>
  ApplicationFailure.nonRetryable(problem.title, problem.type, problem);
