import { errorCode } from '../error-code.ts';

const UNDEFINED_TABLE = '42P01';
const INVALID_SCHEMA = '3F000';

/** The reading tables are not there: the projector has not made them yet, or a copy as of a position was dropped. */
export const isTableMissing = (error: unknown): boolean =>
  [UNDEFINED_TABLE, INVALID_SCHEMA].includes(String(errorCode(error)));
