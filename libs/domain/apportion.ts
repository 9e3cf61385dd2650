/**
 * Splits `total` in proportion to `weights` into whole numbers that add up to it exactly: each gets its cut
 * share, the largest remainders one more; equal remainders in the order of the weights. Throws RangeError when the
 * weights sum to nothing or a product would not be exact.
 */
export function apportion(total: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (!(sum > 0) || weights.some((weight) => weight < 0)) throw new RangeError('weights must be positive in sum');
  if (!Number.isSafeInteger(total) || total < 0 || !Number.isSafeInteger(total * sum))
    throw new RangeError(`cannot split ${total}`);
  const shares = weights.map((weight, place) => {
    const whole = Math.floor((total * weight) / sum);
    return { place, whole, remainder: total * weight - whole * sum };
  });
  const missing = total - shares.reduce((all, { whole }) => all + whole, 0);
  const raised = new Set(
    [...shares]
      .sort((a, b) => b.remainder - a.remainder || a.place - b.place)
      .slice(0, missing)
      .map(({ place }) => place),
  );
  return shares.map(({ place, whole }) => whole + (raised.has(place) ? 1 : 0));
}
