import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where downloads and builds of this user go, keyed by version: a second checkout does not fetch them again. */
export function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'canbao');
}
