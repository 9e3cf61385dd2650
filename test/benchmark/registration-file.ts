import { planOfPack } from '@canbao/domain/packs/plan-of-pack';
import { isPolicyPack, parsePolicyPack } from '@canbao/domain/packs/policy-pack';
import testPack from '@canbao/domain/packs/two-townships-test.json' with { type: 'json' };
import { madeUpIdNumber } from '@canbao/domain/rehearsal/made-up-people';
import { clockTimeOf, shanghaiDate } from '@canbao/domain/shanghai-date';

import type { BatchBench } from '../engine/batch-bench.ts';

const region = '419998';
const on = (date: string): number => clockTimeOf(shanghaiDate(date), '10:00');

/** A campaign that collects in township 101, whose ten agents hold `receipts` numbers of the series TC2020 from 1 on. */
export async function openedForIntake({ say }: BatchBench, campaign: string, receipts: number): Promise<void> {
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

/** Rows of a registration file, all of them good: people from `first` on, receipts from `receipt` on. */
export function* registrationRows(from: {
  readonly rows: number;
  readonly first: number;
  readonly receipt: number;
}): Generator<readonly string[]> {
  for (let n = 0; n < from.rows; n += 1) {
    yield [
      madeUpIdNumber(7, from.first + n),
      `张${String.fromCodePoint(0x4e00 + (n % 9_000))}`,
      `${(n % 12) + 1}组`,
      `TC2020-${String(from.receipt + n).padStart(8, '0')}`,
      '250.00',
      '2019-09-21',
    ];
  }
}

export const registrationHeads = ['身份证号', '姓名', '村民小组', '收据号', '金额(元)', '收款日期'] as const;
