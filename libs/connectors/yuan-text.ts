import { fen, type Fen } from '@canbao/domain/fen';

/** `12500.00`: yuan with two decimals, no separators, as bank files print money. */
export function yuanText(amountFen: number): string {
  const digits = String(Math.abs(amountFen)).padStart(3, '0');
  return `${amountFen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Fen of a text in yuan with at most two decimals, or null. No separators, no sign but a leading minus, no rounding. */
export function readYuan(text: string): Fen | null {
  const found = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text);
  if (!found) return null;
  const [, sign, yuan, decimals = ''] = found;
  const amount = Number(yuan) * 100 + Number(decimals.padEnd(2, '0'));
  return fen(sign === '-' && amount !== 0 ? -amount : amount);
}
