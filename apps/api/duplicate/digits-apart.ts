/** Which digits of two numbers differ, from 1; null when one is not to be seen, or they have not as many. */
export function digitsApart(one: string | undefined, other: string | undefined): number[] | null {
  if (one === undefined || other === undefined || one.length !== other.length) return null;
  return [...one].flatMap((digit, index) => (digit === other[index] ? [] : [index + 1]));
}
