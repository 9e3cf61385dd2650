import { COUNTY } from './season-scribe.ts';
import type { Story } from './story.ts';

/**
 * Township 101 in the middle of its second round: 1 and 2 (of village 02) passed, 3 returned by the health centre, 4 by the
 * tax branch for good, 5 and 6 corrected and failed again (health centre, tax branch), 7 without a verdict.
 */
export async function screenedCounty(story: Story): Promise<void> {
  for (const n of [1, 2, 3, 4, 5, 6, 7]) await story.registered(n, n === 2 ? { unit: `${COUNTY}/101/02` } : {});
  for (const n of [1, 2, 4, 6]) await story.passed(n, 'health-centre');
  for (const n of [3, 5]) await story.returned(n, 'health-centre', ['id-length']);
  for (const n of [1, 2]) await story.passed(n, 'tax');
  await story.returned(4, 'tax', ['deceased']);
  await story.returned(6, 'tax', ['name-differs']);
  for (const n of [5, 6]) await story.corrected(n, 2_000 + n);
  await story.returned(5, 'health-centre', ['id-length'], 2);
  await story.passed(6, 'health-centre', 2);
  await story.returned(6, 'tax', ['name-differs'], 2);
  await story.told();
}
