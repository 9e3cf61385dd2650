import { pino } from 'pino';

import { errorCode } from './error-code.ts';

/** All that this process ever writes about a request or itself. No bodies, no query strings, no messages of errors. */
export type ApiLogEntry = {
  readonly event: string;
  readonly method?: string;
  /** The contract's path with its parameters unfilled. */
  readonly route?: string;
  readonly status?: number;
  readonly ms?: number;
  readonly problem?: string;
  readonly account?: string;
  readonly trace?: string;
  readonly port?: number;
  /** Class and code of an error, and the places of its stack; its message may hold data. */
  readonly error?: string;
  readonly code?: string;
  readonly places?: readonly string[];
};

export type ApiLog = {
  info(entry: ApiLogEntry): void;
  alarm(entry: ApiLogEntry): void;
};

const allowed = [
  'event',
  'method',
  'route',
  'status',
  'ms',
  'problem',
  'account',
  'trace',
  'port',
  'error',
  'code',
  'places',
] as const satisfies readonly (keyof ApiLogEntry)[];

/** JSON lines on standard output, by allow-list: a field that is not named here is not written, whoever passes it. */
export function apiLog(level: 'info' | 'error' | 'silent' = 'info'): ApiLog {
  const log = pino({ level, base: { process: 'api' }, timestamp: pino.stdTimeFunctions.isoTime });
  const chosen = (entry: ApiLogEntry) =>
    Object.fromEntries(allowed.filter((name) => entry[name] !== undefined).map((name) => [name, entry[name]]));
  return {
    info: (entry) => log.info(chosen(entry)),
    alarm: (entry) => log.error(chosen(entry)),
  };
}

/** What may be said of an error: never its message. */
export function errorPlaces(error: unknown): Pick<ApiLogEntry, 'error' | 'code' | 'places'> {
  if (typeof error !== 'object' || error === null) return { error: typeof error };
  const { name = '?', stack = '' } = error as Partial<Error>;
  const coded = errorCode(error);
  const code = coded === null ? {} : { code: String(coded) };
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return { error: name, ...code, places: places.slice(0, 12).map((line) => line.trim()) };
}
