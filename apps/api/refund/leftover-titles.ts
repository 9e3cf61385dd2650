import type { LeftoverKind } from '@canbao/domain/leftover/leftover.events';

/** R-607, Chinese then English. */
export const leftoverTitles: { readonly [K in LeftoverKind]: string } = {
  'wrong-information': '信息有误 wrong information',
  duplicate: '重复缴费 duplicate',
  'not-eligible': '不符合参保条件 not eligible',
  deceased: '已死亡 deceased',
  'already-sponsored': '已由资助单位代缴 already sponsored',
  'refused-by-bureau': '医保局未接收 refused by the bureau',
  'registration-without-money': '有登记无款 registration without money',
};
