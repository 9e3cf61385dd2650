import { planOfPack } from '@canbao/domain/packs/plan-of-pack';
import { isPolicyPack, parsePolicyPack } from '@canbao/domain/packs/policy-pack';
import testPack from '@canbao/domain/packs/two-townships-test.json' with { type: 'json' };
import { clockTimeOf, shanghaiDate } from '@canbao/domain/shanghai-date';

import type { SaidFact } from '../engine/said-fact.ts';

const on = (date: string): number => clockTimeOf(shanghaiDate(date), '10:00');
const AGENTS = 10;

/**
 * A campaign that collects, in township 101 of the test pack, whose ten agents hold `receipts` numbers of the series
 * TC2020 from 1 on; or in all townships of a pack, each with ten agents who hold as many, one township behind the other.
 */
export async function openedForIntake(
  say: SaidFact,
  campaign: string,
  receipts: number,
  wholePack?: unknown,
): Promise<void> {
  const pack = parsePolicyPack(wholePack ?? testPack);
  if (!isPolicyPack(pack)) throw new Error('the pack is not sound');
  const { region, townships } = pack.units;
  const at = on('2019-09-22');
  const clock = { planStartAt: at, realStartAt: 0, speed: 1, holdAt: at, heldBy: null };
  const opening = {
    ...{ pack: { id: pack.id, hash: 'f' }, title: pack.title, region, coverageYear: 2020, isRehearsal: true, clock },
    ...planOfPack(pack),
    townships: townships.map(({ code, name }) => ({ code, name })),
  };
  await say(`campaign-${campaign}`, region, { type: 'CampaignOpened', data: opening });
  const collecting = wholePack === undefined ? townships.slice(0, 1) : townships;
  for (const [place, { code }] of collecting.entries()) {
    await say(`township-${code}`, `${region}/${code}`, { type: 'TownshipPhaseOpened', data: { phase: 'collect' } });
    const each = Math.ceil(receipts / AGENTS);
    for (let n = 0; n < AGENTS; n += 1) {
      const village = String(n + 1).padStart(2, '0');
      const from = (place * AGENTS + n) * each + 1;
      const holder = { book: `${code}-${n + 1}`, agent: `${code}-${village}-1` };
      await say(`book-${code}-${n + 1}`, `${region}/${code}/${village}`, {
        type: 'ReceiptBookIssued',
        data: { ...holder, series: 'TC2020', from, to: from + each - 1 },
      });
    }
  }
}
