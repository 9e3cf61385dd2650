import { halfWidth } from './half-width.internal.ts';

/** A receipt number in half-width capitals with a plain hyphen, without blanks and zero-width characters. */
export const plainReceipt = (text: string): string =>
  /^[A-Z0-9-]*$/.test(text)
    ? text
    : halfWidth(text)
        .replace(/[\s\u200B-\u200D\u2060]/gu, '')
        .replace(/[‐-―−]/g, '-')
        .toUpperCase();
