import type { ReturnReason } from './registration.events.ts';

/** What people read when a registration comes back. */
export type ReturnReasonText = {
  /** Chinese, then English. */
  readonly title: string;
  /** Where on the ID card (or elsewhere) the agent has to look; Chinese, then English. */
  readonly look: string;
  /** What to bring; Chinese, then English. */
  readonly evidence: string;
  /** What comes of it, and what to do; Chinese, then English. */
  readonly wayOut: string;
  /** whether an agent can correct it. What cannot be corrected becomes a leftover. */
  readonly isMendable: boolean;
};

export const returnReasons = {
  'missing-field': {
    title: '缺少关键信息 a key field is missing',
    look: '六项关键信息逐项核对：身份证号、姓名、乡镇、村、组、代征人 all six key fields',
    evidence: '身份证，收据存根 the ID card and the counterfoil',
    wayOut: '补齐后再提交 fill it in and send it again',
    isMendable: true,
  },
  'id-length': {
    title: '身份证号位数不对 wrong number of digits',
    look: '身份证正面下方，共 18 位 the number at the foot of the card, 18 characters',
    evidence: '身份证 the ID card',
    wayOut: '对照身份证更正后再提交 correct it from the card and send it again',
    isMendable: true,
  },
  'id-check-digit': {
    title: '身份证号校验位不符 wrong check digit',
    look: '身份证正面下方，逐位核对 the number at the foot of the card, digit by digit',
    evidence: '身份证 the ID card',
    wayOut: '对照身份证更正后再提交 correct it from the card and send it again',
    isMendable: true,
  },
  'id-birth-date': {
    title: '身份证号中出生日期不存在 impossible birth date',
    look: '身份证上的出生日期，对应号码第 7 至 14 位 the birth date on the card, digits 7 to 14',
    evidence: '身份证 the ID card',
    wayOut: '对照身份证更正后再提交 correct it from the card and send it again',
    isMendable: true,
  },
  'not-in-register': {
    title: '人口库查无此人 not in the population register',
    look: '身份证号与姓名，以第二代身份证为准 number and name, as on the card',
    evidence: '身份证，证上无误的，派出所户籍证明 the ID card; if it reads so, a certificate of the police',
    wayOut: '更正后再提交，证上无误的，先到派出所查实 correct and send it; if the card reads so, have the police look',
    isMendable: true,
  },
  'name-differs': {
    title: '姓名与人口库不符 the name differs from the register',
    look: '身份证正面上方的姓名，逐字核对 the name at the head of the card, character by character',
    evidence: '身份证，改过名的，户口簿 the ID card; after a change of name, the household booklet',
    wayOut: '照身份证更正姓名后再提交 correct the name from the card and send it again',
    isMendable: true,
  },
  unregistered: {
    title: '没有上户口 not in the household register',
    look: '不需更正；户口簿上没有此人 nothing to correct, no household has this person',
    evidence: '户口簿 the household booklet',
    wayOut:
      '先到派出所上户，再凭户口簿另行缴费，这笔费款退还 have the police register the person, then pay anew; this money goes back',
    isMendable: false,
  },
  'employee-insured': {
    title: '已参加职工医保 insured as an employee',
    look: '不需更正；所缴费款退还 nothing to correct, the money goes back',
    evidence: '职工医保停保证明 proof that the employee insurance has ended',
    wayOut:
      '费款退还，由用人单位参加职工医保，已停保的凭证明另行缴费 the money goes back; join through the employer, or with the proof pay anew',
    isMendable: false,
  },
  'insured-elsewhere': {
    title: '已在异地参保 insured elsewhere',
    look: '不需更正；所缴费款退还 nothing to correct, the money goes back',
    evidence: '原参保地停保证明 proof that the other insurance has ended',
    wayOut:
      '费款退还，在原参保地继续参保，已停保的凭证明另行缴费 the money goes back; stay insured there, or with the proof pay anew',
    isMendable: false,
  },
  deceased: {
    title: '已死亡 deceased',
    look: '不需更正；所缴费款退还家属 nothing to correct, the money goes back to the family',
    evidence:
      '死亡证明或销户证明，登记有误的，派出所证明 the certificate of death; if it is a mistake, a certificate of the police',
    wayOut:
      '费款退还家属，登记有误的，先由派出所更正 the money goes back to the family; a mistake is mended by the police first',
    isMendable: false,
  },
  'duplicate-in-county': {
    title: '县内重复登记 registered twice in the county',
    look: '不需更正；重复的一笔退还 nothing to correct, the second payment goes back',
    evidence: '两张收据 both receipts',
    wayOut:
      '重复的一笔退还，不是同一人的，请税务分局比对 the second payment goes back; if they are two people, ask the tax branch',
    isMendable: false,
  },
  'already-sponsored': {
    title: '已由资助单位代缴 already paid by a sponsor',
    look: '不需更正；个人所缴退还 nothing to correct, the cash goes back',
    evidence: '收据 the receipt',
    wayOut: '单位已代缴，个人所缴退还 the sponsor pays, the cash goes back',
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
