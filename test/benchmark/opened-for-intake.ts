import { planOfPack } from '@canbao/domain/packs/plan-of-pack';
import { isPolicyPack, parsePolicyPack } from '@canbao/domain/packs/policy-pack';
import testPack from '@canbao/domain/packs/two-townships-test.json' with { type: 'json' };
import { clockTimeOf, shanghaiDate } from '@canbao/domain/shanghai-date';

import type { SaidFact } from '../engine/said-fact.ts';

const region = '419998';
const on = (date: string): number => clockTimeOf(shanghaiDate(date), '10:00');

/** A campaign that collects in township 101, whose ten agents hold `receipts` numbers of the series TC2020 from 1 on. */
export async function openedForIntake(say: SaidFact, campaign: string, receipts: number): Promise<void> {
  const pack = parsePolicyPack(testPack);
  if (!isPolicyPack(pack)) throw new Error('the test pack is not sound');
  const at = on('2019-09-22');
  const clock = { planStartAt: at, realStartAt: 0, speed: 1, holdAt: at, heldBy: null };
  const opening = {
    ...{ pack: { id: pack.id, hash: 'f' }, title: pack.title, region, coverageYear: 2020, isRehearsal: true, clock },
    ...planOfPack(pack),
    townships: pack.units.townships.map(({ code, name }) => ({ code, name })),
  };
  await say(`campaign-${campaign}`, region, { type: 'CampaignOpened', data: opening });
  await say('township-101', `${region}/101`, { type: 'TownshipPhaseOpened', data: { phase: 'collect' } });
  const each = Math.ceil(receipts / 10);
  for (let n = 0; n < 10; n += 1) {
    const village = String(n + 1).padStart(2, '0');
    const book = {
      book: `101-${n + 1}`,
      agent: `101-${village}-1`,
      series: 'TC2020',
      from: n * each + 1,
      to: (n + 1) * each,
    };
    await say(`book-101-${n + 1}`, `${region}/101/${village}`, { type: 'ReceiptBookIssued', data: book });
  }
}
