/**
 * Code of a deposit slip: four symbols and a check symbol of an alphabet without look-alikes. The weighted sum
 * 5, 4, 3, 2, 1 is a multiple of 23; because 23 is prime, every single wrong symbol and every swap of neighbours is
 * found. 279,841 codes, unique in the county: only then does a code in another township's account prove the account
 * wrong. The code is no secret and no proof: it names a bag.
 */
export type SlipCode = string & { readonly [isSlip]: true };
declare const isSlip: unique symbol;

const alphabet = '2346789ACDEFGHJKMNPQRTW';
const weights = [5, 4, 3, 2] as const;
export const slipCodes = alphabet.length ** 4;
/** Prime to 23, so it permutes: neighbours in number look nothing alike. */
const stride = 104_729;

/** The code of a number from 0 to slipCodes - 1; no two numbers share one. Throws RangeError outside. */
export function slipCode(number: number): SlipCode {
  if (!Number.isInteger(number) || number < 0 || number >= slipCodes) throw new RangeError(`no slip code ${number}`);
  let rest = (number * stride) % slipCodes;
  let four = '';
  for (let place = 0; place < 4; place++) {
    four += alphabet[rest % alphabet.length]!;
    rest = Math.floor(rest / alphabet.length);
  }
  return (four + checkSymbolOf(four)) as SlipCode;
}

/** The fifth symbol for four others. */
export function checkSymbolOf(four: string): string {
  const sum = weights.reduce((total, weight, place) => total + weight * alphabet.indexOf(four[place]!), 0);
  return alphabet[(alphabet.length - (sum % alphabet.length)) % alphabet.length]!;
}

export function isSlipCode(text: string): text is SlipCode {
  return /^[2346789ACDEFGHJKMNPQRTW]{5}$/.test(text) && checkSymbolOf(text) === text[4];
}

/**
 * A code to try for an agent's nth bag (from 1): the same each time, spread over all codes. The log's claim decides;
 * when it is taken, ask again with the next `attempt`.
 */
export function proposedSlipCode(agent: string, nth: number, attempt = 0): SlipCode {
  let hash = 2_166_136_261;
  for (const symbol of `${agent}/${nth}/${attempt}`) hash = Math.imul(hash ^ symbol.codePointAt(0)!, 16_777_619) >>> 0;
  return slipCode(((hash ^ (hash >>> 15)) >>> 0) % slipCodes);
}

/** The one valid code anywhere in a text, in any width or case; null when there is none or more than one. */
export function findSlipCode(text: string): SlipCode | null {
  const normal = text.normalize('NFKC').toUpperCase();
  const found = new Set<SlipCode>();
  for (const [word] of normal.matchAll(/[0-9A-Z]+/g)) if (isSlipCode(word)) found.add(word);
  return found.size === 1 ? [...found][0]! : null;
}
