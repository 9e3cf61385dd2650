import pg, { type ClientConfig } from 'pg';

const INT8 = 20;

/**
 * How every connection of the log is opened. Positions come as numbers: int8 is parsed here, on the connection, never
 * with a global parser, which would change other users of `pg` in the process.
 */
export function connectionSettings(url: string, applicationName: string): ClientConfig {
  return {
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 && format !== 'binary' ? safeInteger : pg.types.getTypeParser(oid, format),
    },
  };
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`beyond 2^53: ${text}`);
  return value;
}
