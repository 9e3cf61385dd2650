import type { Problem } from '@canbao/domain/problem';
import { planOfPack } from '@canbao/domain/packs/plan-of-pack';
import { openCampaignLog } from '@canbao/event-log/open-campaign-log';
import type { campaignContract } from '@canbao/http-contract/campaign.contract';
import { type CountyAnswer, countyCampaignMessages } from '@canbao/workflows/county/county-campaign.messages';
import { processSettings } from '@canbao/workflows/process/process-settings';
import { workflowId } from '@canbao/workflows/process/workflow-id';

import { accessProblems } from '../access/access-problems.ts';
import { unitCovers } from '../access/unit-covers.ts';
import type { Call } from '../http/call.ts';
import { requestProblems } from '../http/request-problems.ts';
import type { Parts } from '../parts.ts';
import { knownPack } from './known-pack.ts';

/**
 * Opens a campaign: its log, then its workflow with the first command. Its plan is the pack's, pinned by hash.
 * It is a rehearsal where made-up accounts are open; then its code ends in `-r1`, and only then may its clock run fast.
 * Repeated with the same key it answers the same; a second campaign of that code is refused by the decider.
 */
export async function openCampaign(
  parts: Parts,
  { body, caller, grants, commandId, firstAt }: Call<typeof campaignContract.open>,
): Promise<CountyAnswer | Problem> {
  const known = knownPack(body.packId);
  if (known === null) return requestProblems.invalidField('packId', noSuchPack);
  const { pack, hash } = known;
  if (!grants.some(({ unit }) => unitCovers(unit, pack.units.region))) return accessProblems.notFound();
  const isRehearsal = parts.isRehearsal();
  if (!isRehearsal && pack.isTest) return requestProblems.invalidField('packId', testPack);
  if (!isRehearsal && body.speed !== 1) return requestProblems.invalidField('speed', inEarnest);
  const year = pack.people.coverage.year;
  const code = `${pack.units.region}-${year}${isRehearsal ? '-r1' : ''}`;
  const plan = planOfPack(pack);
  const planStartAt = isRehearsal ? Math.min(...plan.phases.map(({ opensAt }) => opensAt)) : firstAt;
  await openCampaignLog(parts.log, code);
  return parts.engine.updateWithStart(
    {
      workflowId: workflowId.county(code),
      message: countyCampaignMessages.openCampaign,
      commandId,
      argument: {
        actor: caller.account,
        opening: {
          pack: { id: pack.id, hash },
          title: pack.title,
          region: pack.units.region,
          coverageYear: year,
          isRehearsal,
          clock: {
            planStartAt,
            realStartAt: firstAt,
            speed: body.speed,
            holdAt: body.holdAt,
            heldBy: body.holdAt === null ? null : 'pace',
          },
          ...plan,
          townships: pack.units.townships.map(({ code: township, name }) => ({ code: township, name })),
        },
      },
    },
    {
      type: 'countyCampaignWorkflow',
      marks: { campaign: code, unit: pack.units.region, isRehearsal },
      workflowId: workflowId.county(code),
      input: {
        campaign: code,
        region: pack.units.region,
        settings: isRehearsal ? processSettings.rehearsal : processSettings.earnest,
      },
    },
  );
}

const noSuchPack = {
  detail: '没有这个方案包。 There is no such policy pack.',
  remedy: '用已有的方案包，例如 shangcai-2020。 Name one that exists, such as shangcai-2020.',
};
const testPack = {
  detail: '测试用的方案包只能用于演练。 A test pack is for rehearsals only.',
  remedy: '正式征缴请用本县的方案包。 Use the county’s own pack.',
};
const inEarnest = {
  detail: '正式征缴按真实时间进行。 A campaign in earnest runs on real time.',
  remedy: '速度填 1。 Send 1.',
};
