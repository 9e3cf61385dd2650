import { findSlipCode } from './slip-code.ts';
import type { SlipCode } from './slip-code.ts';

/** The remark of a deposit, as people write it: names, and the slip code. */
export type Remark = {
  readonly township: string | null;
  readonly village: string | null;
  readonly agent: string | null;
  readonly code: SlipCode | null;
};

/**
 * `township-village-agent-code`. Banks cut silently at `maxCharacters`; what does not fit is left out from the front,
 * township first (the account names it), and never the code.
 */
export function composeRemark(
  { township, village, agent, code }: { township: string; village: string; agent: string; code: string },
  maxCharacters = Number.POSITIVE_INFINITY,
): string {
  const parts = [township, village, agent, code].map((part) => part.replace(/[-－\s]/g, ''));
  while (parts.length > 1 && parts.join('-').length > maxCharacters) parts.shift();
  return parts.join('-');
}

/** Reads what a teller typed: any width, any of the usual separators, the code anywhere. What is not there is null. */
export function parseRemark(text: string): Remark {
  const code = findSlipCode(text);
  const words = text
    .normalize('NFKC')
    .split(/[\s\-‐-―_/,，、;；:()]+/)
    .filter((word) => word !== '' && word.toUpperCase() !== code);
  const [agent = null, village = null, township = null] = words.slice(0, 3).reverse();
  return { township, village, agent, code };
}

/** the bank takes a deposit only when the remark names township, village and agent. */
export function isCompleteRemark(remark: Remark): boolean {
  return remark.township !== null && remark.village !== null && remark.agent !== null;
}
