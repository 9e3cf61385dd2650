import { parseArgs } from 'node:util';
import { seededRandom } from '@canbao/domain/rehearsal/seeded-random';
import type { Kill } from './kill-part.ts';
import { type SeasonTold, seasonUnderKills } from './season-under-kills.ts';

/** Facts that come in every season, in the order of the season; each is a place to be killed at. */
const moments = [
  ['AccountOpened', 3],
  ['PersonRegistered', 60],
  ['BagClosed', 10],
  ['RegistrationPassed', 30],
  ['RoundHandedOver', 1],
  ['AccountLocked', 1],
  ['HandoverSent', 1],
  ['RegistrationEnrolled', 40],
  ['TreasuryEntryOrdered', 1],
  ['RefundApproved', 1],
  ['PostingConfirmed', 1],
] as const;
const parts = ['worker', 'api', 'projector', 'temporal', 'postgres', 'temporal-store'] as const;

/** Every part once, in an order and at moments of the seed's choosing, each a little after its fact. */
export function killsOf(seed: number): readonly Kill[] {
  const chance = seededRandom(seed, 'kills', '');
  const shuffled = <Item>(items: readonly Item[]): readonly Item[] =>
    items
      .map((item) => [chance(), item] as const)
      .sort(([a], [b]) => a - b)
      .map(([, item]) => item);
  const order = shuffled(parts);
  const chosen = new Set(shuffled(moments.map((_, index) => index)).slice(0, parts.length));
  return moments
    .filter((_, index) => chosen.has(index))
    .map(([type, count], nth) => ({
      part: order[nth] ?? 'worker',
      hold: { type, count },
      delayMs: Math.floor(chance() * 1_500),
      awayMs: Math.floor(chance() * 3_000),
    }));
}

type Row = { readonly seed: number; readonly told: SeasonTold };

/** `--repeat N`, `--seed FIRST`, `--minutes`, `--people`: N seasons, each of another seed, and what came of them. */
export async function repeat(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      repeat: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      minutes: { type: 'string', default: '0.5' },
      people: { type: 'string', default: '400' },
    },
  });
  const rows: Row[] = [];
  for (let nth = 0; nth < Number(values.repeat); nth++) {
    const seed = Number(values.seed) + nth;
    const script = { seed, people: Number(values.people), minutes: Number(values.minutes), faults: 'usual' } as const;
    const told = await seasonUnderKills(script, killsOf(seed), (line) => console.log(`${seed}: ${line}`));
    rows.push({ seed, told });
    for (const violation of told.violations) console.log(`${seed}: VIOLATION ${violation}`);
  }
  print(rows);
  return rows.some(({ told }) => told.violations.length > 0) ? 1 : 0;
}

function print(rows: readonly Row[]): void {
  const heads = ['seed', ...parts, 'events', 'seconds', 'violations'];
  console.log(heads.join(' | '));
  for (const { seed, told } of rows) {
    const outages = parts.map((part) => {
      const kill = told.kills.find((one) => one.part === part);
      return kill ? `${(kill.outageMs / 1_000).toFixed(1)}/${(kill.restMs / 1_000).toFixed(1)} s` : '-';
    });
    console.log([seed, ...outages, told.events, told.wallSeconds.toFixed(0), told.violations.length].join(' | '));
  }
  console.log('away / at rest, from the kill');
}

if (import.meta.main) process.exit(await repeat(process.argv.slice(2)));
