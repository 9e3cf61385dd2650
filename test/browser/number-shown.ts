import type { ConsolePerson } from './console-browser.ts';

/** The number that a text shows, thousands and minus as the console writes them. */
export const numberShown = (text: string): number => Number(text.replace(/[^\d−-]/g, '').replace('−', '-'));

/** What stands in every part that is there now. */
export const textsShown = ({ page }: ConsolePerson, part: string): Promise<string[]> =>
  page.locator(part).allInnerTexts();

/** Rows of a table, cell by cell, as they are now. */
export const rowsShown = ({ page }: ConsolePerson, rows: string): Promise<string[][]> =>
  page
    .locator(rows)
    .evaluateAll((found) => found.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.innerText.trim())));

/** The sum of the events that are listed behind a figure. */
export async function eventsSum({ page }: ConsolePerson): Promise<number> {
  const people = await page
    .locator('tr[data-people]')
    .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-people'))));
  return people.reduce((sum, one) => sum + one, 0);
}
