/** Numbers `from` to `to`, both included. */
export type NumberRange = { readonly from: number; readonly to: number };

/** Numbers in ascending order as ranges without gaps. */
export function rangesOf(numbers: readonly number[]): readonly NumberRange[] {
  const ranges: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && last.to === number - 1) last.to = number;
    else ranges.push({ from: number, to: number });
  }
  return ranges;
}

export const sizeOf = ({ from, to }: NumberRange): number => to - from + 1;

export const numbersOf = ({ from, to }: NumberRange): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, nth) => from + nth);
