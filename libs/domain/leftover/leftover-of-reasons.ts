import type { ReturnReason } from '../registration/registration.events.ts';
import type { LeftoverKind } from './leftover.events.ts';

/** what a row that fails the second screening is, by the first of its reasons that lasts. */
export type LeftoverOfReasons = (reasons: readonly ReturnReason[]) => LeftoverKind;

const lasting = [
  ['deceased', 'deceased'],
  ['duplicate-in-county', 'duplicate'],
  ['already-sponsored', 'already-sponsored'],
  ['unregistered', 'not-eligible'],
  ['employee-insured', 'not-eligible'],
  ['insured-elsewhere', 'not-eligible'],
] as const satisfies readonly (readonly [ReturnReason, LeftoverKind])[];

export const leftoverOfReasons: LeftoverOfReasons = (reasons) =>
  lasting.find(([reason]) => reasons.includes(reason))?.[1] ?? 'wrong-information';

/** What people read, Chinese then English. */
export const leftoverTitles = {
  'wrong-information': '信息错误 wrong information',
  duplicate: '重复缴费 duplicate',
  'not-eligible': '不符合参保条件 not eligible',
  deceased: '已死亡 deceased',
  'already-sponsored': '已由单位代缴 already sponsored',
  'refused-by-bureau': '医保局未导入 refused by the bureau',
  'registration-without-money': '有登记无到账 registration without money',
} as const satisfies Record<LeftoverKind, string>;
