import type { ReturnReason } from './registration.events.ts';

/** What people read when a registration comes back. */
export type ReturnReasonText = {
  /** Chinese, then English. */
  readonly title: string;
  /** Where on the ID card (or elsewhere) the agent has to look; Chinese, then English. */
  readonly look: string;
  /** whether an agent can correct it. What cannot be corrected becomes a leftover. */
  readonly isMendable: boolean;
};

export const returnReasons = {
  'missing-field': {
    title: '缺少关键信息 a key field is missing',
    look: '六项关键信息逐项核对：身份证号、姓名、乡镇、村、组、代征人 all six key fields',
    isMendable: true,
  },
  'id-length': {
    title: '身份证号位数不对 wrong number of digits',
    look: '身份证正面下方，共 18 位 the number at the foot of the card, 18 characters',
    isMendable: true,
  },
  'id-check-digit': {
    title: '身份证号校验位不符 wrong check digit',
    look: '身份证正面下方，逐位核对 the number at the foot of the card, digit by digit',
    isMendable: true,
  },
  'id-birth-date': {
    title: '身份证号中出生日期不存在 impossible birth date',
    look: '身份证上的出生日期，对应号码第 7 至 14 位 the birth date on the card, digits 7 to 14',
    isMendable: true,
  },
  'not-in-register': {
    title: '人口库查无此人 not in the population register',
    look: '身份证号与姓名，以第二代身份证为准 number and name, as on the card',
    isMendable: true,
  },
  'name-differs': {
    title: '姓名与人口库不符 the name differs from the register',
    look: '身份证正面上方的姓名，逐字核对 the name at the head of the card, character by character',
    isMendable: true,
  },
  'employee-insured': {
    title: '已参加职工医保 insured as an employee',
    look: '不需更正；所缴费款退还 nothing to correct, the money goes back',
    isMendable: false,
  },
  'insured-elsewhere': {
    title: '已在异地参保 insured elsewhere',
    look: '不需更正；所缴费款退还 nothing to correct, the money goes back',
    isMendable: false,
  },
  deceased: {
    title: '已死亡 deceased',
    look: '不需更正；所缴费款退还家属 nothing to correct, the money goes back to the family',
    isMendable: false,
  },
  'duplicate-in-county': {
    title: '县内重复登记 registered twice in the county',
    look: '不需更正；重复的一笔退还 nothing to correct, the second payment goes back',
    isMendable: false,
  },
  'already-sponsored': {
    title: '已由资助单位代缴 already paid by a sponsor',
    look: '不需更正；个人所缴退还 nothing to correct, the cash goes back',
    isMendable: false,
  },
} as const satisfies Record<ReturnReason, ReturnReasonText>;

/** an agent corrects only when every reason can be corrected against the ID card. */
export function isMendable(reasons: readonly ReturnReason[]): boolean {
  return reasons.length > 0 && reasons.every((reason) => returnReasons[reason].isMendable);
}

/** Reasons that lie in another record: a verdict of the tax branch on the pair takes them away. */
export const clearableReasons: readonly ReturnReason[] = ['duplicate-in-county', 'already-sponsored'];

export const returnReason = (reason: ReturnReason): ReturnReasonText => returnReasons[reason];
