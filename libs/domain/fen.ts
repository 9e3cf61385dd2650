declare const isFen: unique symbol;

/** A whole number of fen (1 yuan = 100 fen). Differences may be negative; amounts of money taken are not. */
export type Fen = number & { readonly [isFen]: true };

/** Throws RangeError on anything but a safe integer: money has no fractions. */
export function fen(amount: number): Fen {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not a whole number of fen: ${amount}`);
  return amount as Fen;
}

export const sumFen = (amounts: readonly Fen[]): Fen => fen(amounts.reduce<number>((sum, amount) => sum + amount, 0));
