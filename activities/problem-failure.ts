import type { Problem } from '@canbao/domain/problem';
import { ApplicationFailure } from '@temporalio/common';

/**
 * One of the two translators of refusals (the other is the API's filter): a problem that a decider answered becomes a
 * failure of its type that nobody retries. The whole problem travels as the failure's only detail, encrypted by the
 * codec; problems hold no personal data.
 */
export const problemFailure = (problem: Problem): ApplicationFailure =>
  ApplicationFailure.create({
    message: problem.title,
    type: problem.type,
    nonRetryable: true,
    details: [problem],
    // Somebody was told no: nothing is wrong here, and nobody has to be woken.
    category: 'BENIGN',
  });
