/**
 * Ids of all workflows (temporal.md 4). `campaign` = code (`411722-2020`), `township` and `village` = last parts of the
 * unit's path, `account` = township code or `subsidy`. Ids are never encrypted: no person, no account number.
 */
export const workflowId = {
  county: (campaign: string): string => `campaign-${campaign}`,
  township: (campaign: string, township: string): string => `township-${campaign}-${township}`,
  lock: (campaign: string, account: string): string => `lock-${campaign}-${account}`,
  intake: (campaign: string, intake: string): string => `intake-${campaign}-${intake}`,
  screening: (campaign: string, township: string, round: 1 | 2): string => `screening-${campaign}-${township}-${round}`,
  enrolment: (campaign: string, township: string): string => `enrolment-${campaign}-${township}-1`,
  settlement: (campaign: string, township: string): string => `settlement-${campaign}-${township}`,
  publicity: (campaign: string, township: string, village: string): string =>
    `publicity-${campaign}-${township}-${village}`,
  watchHoldings: (campaign: string): string => `watch-holdings-${campaign}`,
  report: (campaign: string, onDate: string): string => `report-${campaign}-monday-${onDate.replaceAll('-', '')}`,
};
