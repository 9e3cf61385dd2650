import type { Locator } from 'playwright-core';

import { numberShown } from './number-shown.ts';

/** The numbers of a row of a screening queue by their names; null where it has none. */
export async function screenedCounts(row: Locator): Promise<Readonly<Record<string, number | null>>> {
  await row.first().waitFor();
  const cells = await row
    .locator('td[data-count]')
    .evaluateAll((all) => all.map((cell) => [cell.getAttribute('data-count') ?? '', cell.textContent] as const));
  return Object.fromEntries(cells.map(([name, text]) => [name, text === '—' ? null : numberShown(text)]));
}
