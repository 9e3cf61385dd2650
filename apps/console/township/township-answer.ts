import type { AnswerOf } from '@canbao/http-contract/operation';
import type { townshipContract } from '@canbao/http-contract/township.contract';

export type TownshipAnswer = AnswerOf<typeof townshipContract.page>;
