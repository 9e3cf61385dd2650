import type { LoggerService } from '@nestjs/common';

import type { ApiLog } from './api-log.ts';

/** Nest's own words: its start is noise, its warnings are ours to read. Texts of errors are not written (they are data). */
export const nestLog = (log: ApiLog): LoggerService => ({
  log: () => undefined,
  debug: () => undefined,
  verbose: () => undefined,
  warn: () => log.alarm({ event: 'nest-warning' }),
  error: () => log.alarm({ event: 'nest-error' }),
  fatal: () => log.alarm({ event: 'nest-fatal' }),
});
