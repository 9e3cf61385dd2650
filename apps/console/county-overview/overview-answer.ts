import type { campaignContract } from '@canbao/http-contract/campaign.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';

export type OverviewAnswer = AnswerOf<typeof campaignContract.overview>;
export type CampaignAnswer = AnswerOf<typeof campaignContract.state>;
