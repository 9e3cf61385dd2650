import { setTimeout as wait } from 'node:timers/promises';

import { planInstant } from '@canbao/domain/campaign/campaign-clock';
import type { AnswerOf } from '@canbao/http-contract/operation';
import { campaignContract } from '@canbao/http-contract/campaign.contract';

import type { ApiPerson } from './people/api-person.ts';

export type CampaignNow = AnswerOf<typeof campaignContract.state>;

/**
 * The director of the plan clock, a county coordinator. The clock runs day by day: `holdAt` moves on when the people
 * have done the day's work, so a slow machine makes the season longer and never unlawful. A hold by a person
 * (heldBy = 'person') is left alone until somebody presses run.
 */
export function planDays(director: ApiPerson) {
  const state = () => director.ask(campaignContract.state);
  const planNow = (campaign: CampaignNow) => planInstant(campaign.clock, Date.now());

  async function runTo(instant: number, speed: number): Promise<void> {
    for (;;) {
      const campaign = await state();
      if (campaign.clock.heldBy !== 'person') {
        const isSet =
          campaign.clock.holdAt !== null && campaign.clock.holdAt >= instant && campaign.clock.speed === speed;
        if (!isSet)
          await director.ask(campaignContract.clock, {
            body: { action: 'run', speed, holdAt: instant, heldBy: 'pace' },
          });
        return;
      }
      if (planNow(campaign) >= instant) return;
      await wait(200);
    }
  }

  /** Waits until the plan has reached the instant, whoever drives. */
  async function reach(instant: number): Promise<void> {
    for (;;) {
      const campaign = await state();
      const left = instant - planNow(campaign);
      if (left <= 0) return;
      const { holdAt, heldBy, speed } = campaign.clock;
      if (heldBy !== 'person' && holdAt !== null && holdAt < instant) await runTo(instant, speed);
      await wait(Math.min(500, Math.max(20, heldBy === 'person' ? 200 : left / Math.max(1, speed))));
    }
  }

  /** Holds at the instant for people, as somebody at the console would, and comes back when they press run. */
  async function pauseAt(instant: number, speed: number): Promise<void> {
    await director.ask(campaignContract.clock, { body: { action: 'run', speed, holdAt: instant, heldBy: 'person' } });
    await reach(instant);
    for (;;) {
      const { clock } = await state();
      if (clock.heldBy !== 'person' || (clock.holdAt !== null && clock.holdAt > instant)) return;
      await wait(300);
    }
  }
  return { state, planNow, runTo, reach, pauseAt };
}

export type PlanDays = ReturnType<typeof planDays>;
