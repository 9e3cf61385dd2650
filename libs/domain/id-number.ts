import type { Problem } from './problem.ts';
import type { ReturnReason } from './registration/registration.events.ts';
import { isDate } from './shanghai-date.ts';
import type { ShanghaiDate } from './shanghai-date.ts';

declare const isIdNumber: unique symbol;

/** Eighteen characters in the normal form, right or wrong: 17 digits and a digit or X. */
export type IdNumber = string & { readonly [isIdNumber]: true };

/** What can be wrong with a number by itself, in the order in which it is said. */
export type IdNumberReason = Extract<ReturnReason, 'id-length' | 'id-birth-date' | 'id-check-digit'>;

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const symbols = '10X98765432';
const earliestBirth = '1890-01-01';

/** Full-width digits, blanks, hyphens and unseen characters that come with pasting, and a small x, become the normal form. */
export function normaliseIdNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\-‐-―\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '')
    .toUpperCase();
}

/** The 18th character of a number, from its first 17 digits (GB 11643-1999, MOD 11-2). */
export function checkDigitOf(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += Number(first17[i]) * weights[i]!;
  return symbols[sum % 11]!;
}

/** Everything wrong with a number in normal form, as of a day; empty = nothing. */
export function idNumberReasons(idNumber: string, today: ShanghaiDate): readonly IdNumberReason[] {
  if (!/^\d{17}[\dX]$/.test(idNumber)) return ['id-length'];
  const reasons: IdNumberReason[] = [];
  const birth = birthDateOf(idNumber);
  if (birth === null || birth > today || birth < earliestBirth) reasons.push('id-birth-date');
  if (checkDigitOf(idNumber) !== idNumber[17]) reasons.push('id-check-digit');
  return reasons;
}

/** Day of birth in a number of 18 characters; null when there is no such day. */
export function birthDateOf(idNumber: string): ShanghaiDate | null {
  const text = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
  return isDate(text) ? text : null;
}

/** The number of today for one of the old 15-digit cards (born 19xx); null when it is not one. */
export function widenIdNumber(fifteen: string): IdNumber | null {
  if (!/^\d{15}$/.test(fifteen)) return null;
  const first17 = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`;
  const whole = first17 + checkDigitOf(first17);
  return birthDateOf(whole) === null ? null : (whole as IdNumber);
}

/** The number in normal form, or the first thing wrong with it. Never repeats the number itself. */
export function parseIdNumber(text: string, today: ShanghaiDate): IdNumber | Problem {
  const idNumber = normaliseIdNumber(text);
  const reason = idNumberReasons(idNumber, today)[0];
  return reason === undefined ? (idNumber as IdNumber) : idNumberProblem(reason, idNumber.length);
}

function idNumberProblem(reason: IdNumberReason, length: number): Problem {
  const about = { type: `/problems/id-number/${reason.slice(3)}`, status: 422, field: 'idNumber' } as const;
  switch (reason) {
    case 'id-length':
      return {
        ...about,
        title: '身份证号位数不对 wrong number of digits',
        detail:
          length === 15
            ? '这是 15 位的旧号码；现在的号码是 18 位。 This is an old number of 15 digits; today they have 18.'
            : `身份证号应为 18 位，现有 ${length} 位。 An ID number has 18 characters, this one has ${length}.`,
        remedy: '对照身份证重新录入全部 18 位。 Type all 18 again, from the card.',
      };
    case 'id-birth-date':
      return {
        ...about,
        title: '出生日期不存在 impossible birth date',
        detail: '第 7 至 14 位不是一个可能的出生日期。 Digits 7 to 14 are not a possible day of birth.',
        remedy: '对照身份证核对第 7 至 14 位。 Compare digits 7 to 14 with the card.',
      };
    case 'id-check-digit':
      return {
        ...about,
        title: '校验位不符 wrong check digit',
        detail:
          '前 17 位与最后一位不相符，多半有一位录错。 The last character does not fit the first 17: most likely one digit is wrong.',
        remedy: '对照身份证逐位核对。 Compare digit by digit with the card.',
      };
  }
}
