/** One part of a pack that does not fit another: JSON pointer, and what is wrong. */
export type PackFinding = { readonly at: string; readonly says: string };

export const unless = (isRight: boolean, at: string, says: string): readonly PackFinding[] =>
  isRight ? [] : [{ at, says }];

/** Items whose key stands there already. */
export function twice(keys: readonly string[], at: string): readonly PackFinding[] {
  return keys.flatMap((key, i) =>
    unless(keys.indexOf(key) === i, `${at}/${i}`, `${key} 出现两次。 ${key} stands there twice.`),
  );
}
