/** The bundle's one entry, and the only file that re-exports. A test compares it with the *.workflow.ts files. */
export { countyCampaignWorkflow } from './county/county-campaign.workflow.ts';
export { enrolmentWorkflow } from './enrolment/enrolment.workflow.ts';
export { fileIntakeWorkflow } from './intake/file-intake.workflow.ts';
export { bankLockWorkflow } from './lock/bank-lock.workflow.ts';
export { villagePublicityWorkflow } from './publicity/village-publicity.workflow.ts';
export { reportWorkflow } from './report/report.workflow.ts';
export { screeningWorkflow } from './screening/screening.workflow.ts';
export { settlementWorkflow } from './settlement/settlement.workflow.ts';
export { townshipCampaignWorkflow } from './township/township-campaign.workflow.ts';
export { dueWatchWorkflow } from './watch/due-watch.workflow.ts';
