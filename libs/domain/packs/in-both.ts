/** A pack's words in two languages: `学校 school`. */
export type InBoth = { readonly zh: string; readonly en: string };

/** Chinese, a blank, then English; null for anything else. */
export function inBoth(words: string): InBoth | null {
  const found = /^(.*\p{Script=Han}[^A-Za-z\s]*) +([A-Za-z][^\p{Script=Han}]*)$/u.exec(words);
  return found ? { zh: found[1]!, en: found[2]! } : null;
}
