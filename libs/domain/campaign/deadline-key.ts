/** Named deadlines that the process itself looks at; a pack with pending accounts has them all. Others only remind. */
export const deadlineKey = {
  /** the last deposit; agents take and bank money until then. */
  lastDeposit: 'last-deposit',
  /** the bank locks the pending accounts. */
  lock: 'lock',
  /** the statement of the locked account is due. */
  bankStatement: 'bank-statement',
  /** R-304a. */
  subsidyLock: 'subsidy-lock',
} as const;

export type DeadlineKey = (typeof deadlineKey)[keyof typeof deadlineKey];
