import { guardedRequest, type GuardedRequest } from '@canbao/domain/approval/guarded-request';
import { digestOf } from '@canbao/event-log/digest-of';

/** Digest of a guarded request: asking and acting build the same (I14). */
export const requestDigest = (request: GuardedRequest): string =>
  Buffer.from(digestOf(guardedRequest(request))).toString('hex');
