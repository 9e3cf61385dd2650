import type { InsidePlace } from '@canbao/projections/money-move/money-legs';
import { moneyPlaceQuery } from '@canbao/projections/money-place/money-place.query';

import type { Reader } from '../reading/reader.ts';

type Shown = { readonly place: string; readonly title: string; readonly holders: string; readonly state: string };

/** What a place is called on a screen, what its holders are counted in, and what its money waits for. */
const shown: { readonly [P in InsidePlace]: Shown } = {
  'agents-loose': { place: 'agents', title: '代征人员手中 with agents', holders: '村', state: '未封袋 not bagged' },
  'agents-bagged': {
    place: 'bagged',
    title: '已封袋 bagged',
    holders: '村',
    state: '等银行流水 waits for the bank line',
  },
  'pending-accounts': {
    place: 'pendingAccounts',
    title: '待解专户 pending accounts',
    holders: '户',
    state: '已对上 matched',
  },
  unidentified: { place: 'unidentified', title: '来源不明 unidentified', holders: '户', state: '待查 to be found out' },
  treasury: { place: 'treasury', title: '国库 treasury', holders: '乡镇', state: '已入库 entered' },
  'health-centres': {
    place: 'healthCentres',
    title: '卫生院退款户 health centres',
    holders: '院',
    state: '待转交 to be handed on',
  },
  'agents-refund': {
    place: 'agentsRefund',
    title: '代征人员待退 refunds with agents',
    holders: '村',
    state: '待签收 to be signed for',
  },
  'refunded-to-payers': {
    place: 'refundedToPayers',
    title: '已退缴费人 back with payers',
    holders: '乡镇',
    state: '已签收 signed for',
  },
};

/**
 * Where every yuan is; the sum of the places is everything collected. A bank line that nobody can
 * explain stands as unidentified although its cash may also lie in a bag, so what came from unknown depositors and the
 * bank's own interest are taken off in a last row, shown only when there is any.
 */
export async function moneyPlaces({ handle }: Reader) {
  const inside = await moneyPlaceQuery.inside(handle);
  const others = (await moneyPlaceQuery.outside(handle)).filter(({ place }) => place !== 'payers');
  const foreign = others.reduce((sum, { fen }) => sum + fen, 0);
  const rows = inside.map(({ place, fen, people, holders }) => ({
    place: shown[place].place,
    title: shown[place].title,
    fen,
    people: place === 'unidentified' ? null : people,
    holders: `${holders} ${shown[place].holders}`,
    state: shown[place].state,
  }));
  return foreign === 0 ? rows : [...rows, { ...notFromPayers, fen: foreign }];
}

const notFromPayers = {
  place: 'notFromPayers',
  title: '减：非缴费人所交 less what no payer gave',
  people: null,
  holders: '',
  state: '来源不明的存款与银行利息 unidentified deposits and interest',
};
