/** A page by key: one row more than it holds is asked for, so that `next` says whether anything follows; null = nothing. */
export async function wholePage<Row extends { readonly registration: string }>(
  size: number,
  ask: (limit: number) => Promise<readonly Row[]>,
): Promise<{ readonly rows: readonly Row[]; readonly next: string | null }> {
  const asked = await ask(size + 1);
  const rows = asked.slice(0, size);
  return { rows, next: asked.length > size ? (rows.at(-1)?.registration ?? null) : null };
}
