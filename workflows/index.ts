/** The bundle's one entry, and the only file that re-exports. A test compares it with the *.workflow.ts files. */
export { countyCampaignWorkflow } from './county/county-campaign.workflow.ts';
export { bankLockWorkflow } from './lock/bank-lock.workflow.ts';
export { townshipCampaignWorkflow } from './township/township-campaign.workflow.ts';
