import { CallRejected } from '@canbao/connectors/call-rejected';
import { TryLater } from '@canbao/connectors/try-later';
import { UnknownOutcome } from '@canbao/connectors/unknown-outcome';
import { ApplicationFailure } from '@temporalio/common';

/**
 * What a failed call to another authority means to Temporal. `Unknown`: the same key again, for as long as it takes,
 * for it may have happened. `TryLater`: the same key again when the party asked for. `CallRejected`: our own mistake,
 * which repeating does not mend; a person has to look. Messages are codes, never data. Anything else goes through.
 */
export function outsideFailure(error: unknown): unknown {
  if (error instanceof UnknownOutcome) {
    return ApplicationFailure.create({ message: error.message, type: 'Unknown', nonRetryable: false });
  }
  if (error instanceof TryLater) {
    return ApplicationFailure.create({
      message: error.message,
      type: 'TryLater',
      nonRetryable: false,
      nextRetryDelay: error.afterMs,
    });
  }
  if (error instanceof CallRejected) return ApplicationFailure.nonRetryable(error.message, 'CallRejected');
  return error;
}
