import { DatabaseError } from 'pg';

/**
 * True if the same request may succeed later: the connection broke, the server goes down, comes up or is full, or
 * somebody held the lock too long. For an error of the database that is none of these the statement was refused as
 * it stands.
 */
export function isPassing(error: unknown): boolean {
  // Ours: a request that no log can hold, a count that is not what it must be.
  if (error instanceof TypeError || error instanceof RangeError) return false;
  const code = error instanceof DatabaseError ? error.code : undefined;
  // No SQLSTATE: the error came from the socket or the driver.
  return code === undefined || /^(08|40|53|57|58|25P0|55P03)/.test(code);
}

/** True if the connection can be used again after the error: the database answered and did not end the session. */
export function isConnectionAlive(error: unknown): boolean {
  return error instanceof DatabaseError && error.severity === 'ERROR';
}

/**
 * True if the lock of the log could not be had in time. Behind another waiter that shows as `statement_timeout`: one
 * waits for the tuple first and then for its holder, each for less than `lock_timeout`.
 */
export function isLockHeld(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === '55P03' || error.code === '57014');
}
