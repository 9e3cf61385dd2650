/** A stream of numbers in [0, 1), the same for the same words: rehearsals repeat, whatever runs beside them. */
export type SeededRandom = () => number;

/** Mulberry32, started from an FNV-1a hash of the words. Good enough to make people up, never for keys. */
export function seededRandom(...words: readonly (string | number)[]): SeededRandom {
  let state = 0x811c9dc5;
  for (const character of words.join('\u001f')) state = Math.imul(state ^ character.codePointAt(0)!, 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of the list. The list must not be empty. */
export const pick = <T>(random: SeededRandom, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
