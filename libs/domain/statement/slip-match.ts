import { findSlipCode } from '../slip-code.ts';

/** A credit on a statement, as the bank booked it. `remark` is what the teller typed and never leaves this function. */
export type DepositLine = {
  readonly place: number;
  readonly serial: string;
  readonly amountFen: number;
  readonly remark: string;
};

/** A bag of this account that no bank line has proved yet. */
export type OpenBag = {
  readonly code: string;
  readonly agent: string;
  readonly unit: string;
  readonly people: number;
  readonly amountFen: number;
};

export type UnmatchedWhy = 'no-slip-code' | 'unknown-code' | 'amount-differs' | 'code-used-twice';

export type SlipMatch =
  | { readonly kind: 'matched'; readonly line: DepositLine; readonly bag: OpenBag }
  | { readonly kind: 'unmatched'; readonly line: DepositLine; readonly why: UnmatchedWhy };

/**
 * Pass P1: slip code and amount, to the fen. Nothing is guessed: a code that fits with another amount, a
 * second line with the same code, and a line without a code wait for a person. Lines in the order of the statement.
 */
export function slipMatch(lines: readonly DepositLine[], bags: readonly OpenBag[]): readonly SlipMatch[] {
  const open = new Map(bags.map((bag) => [bag.code, bag]));
  const used = new Set<string>();
  return lines.map((line): SlipMatch => {
    const code = findSlipCode(line.remark);
    if (code === null) return { kind: 'unmatched', line, why: 'no-slip-code' };
    const bag = open.get(code);
    if (bag === undefined) return { kind: 'unmatched', line, why: 'unknown-code' };
    if (bag.amountFen !== line.amountFen) return { kind: 'unmatched', line, why: 'amount-differs' };
    if (used.has(code)) return { kind: 'unmatched', line, why: 'code-used-twice' };
    used.add(code);
    return { kind: 'matched', line, bag };
  });
}
