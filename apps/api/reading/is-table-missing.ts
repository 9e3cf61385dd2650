const UNDEFINED_TABLE = '42P01';
const INVALID_SCHEMA = '3F000';

/** The reading tables are not there: the projector has not made them yet, or a copy as of a position was dropped. */
export const isTableMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === UNDEFINED_TABLE || error.code === INVALID_SCHEMA);
