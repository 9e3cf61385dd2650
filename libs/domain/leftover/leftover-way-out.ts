import type { LeftoverKind } from './leftover.events.ts';

/** what happens to a leftover and its money, as people read it; Chinese, then English. */
export const leftoverWayOut = {
  'wrong-information':
    '费款退还本人，信息弄准后本人个人缴费 the money goes back, with the right data the payer pays in person',
  duplicate: '重复的一笔退还，较早的一笔有效 the second payment goes back, the earlier one counts',
  'not-eligible': '不能参加居民医保，费款退还 cannot join this insurance, the money goes back',
  deceased: '费款退还家属 the money goes back to the family',
  'already-sponsored': '资助单位已缴，个人所缴退还 the sponsor pays, the cash goes back',
  'refused-by-bureau': '医保局不收，费款退还 the bureau refused, the money goes back',
  'registration-without-money': '费款没有到账，无款可退，向代征人追查 no money arrived, it is traced at the agent',
} as const satisfies Record<LeftoverKind, string>;
