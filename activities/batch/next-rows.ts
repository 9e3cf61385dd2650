import { createHash } from 'node:crypto';

import type { Canonical } from '@canbao/event-log/canonical-json';

/**
 * A page named by its list: whoever repeats it with the same people repeats the same command, inside and outside, and
 * other people are another page. Lists hold what waits; rows leave them when the page is in the log.
 */
export const listSha256 = (registrations: readonly string[]): string =>
  createHash('sha256').update(registrations.join('\n')).digest('hex');

/** What `digestOf` is made from: the list, never personal data. */
export const listRequest = (registrations: readonly string[]): Canonical => [...registrations];
