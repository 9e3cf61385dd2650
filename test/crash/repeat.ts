import { parseArgs } from 'node:util';
import { seededRandom } from '@canbao/domain/rehearsal/seeded-random';
import type { Kill, Moment } from './kill-part.ts';
import { type SeasonTold, seasonUnderKills } from './season-under-kills.ts';

/** Places to be killed at that come in every season, in the season's order: facts, and answers that nobody hears. */
const moments: readonly Moment[] = [
  { facts: { type: 'AccountOpened', count: 3 } },
  { facts: { type: 'PersonRegistered', count: 60 } },
  { facts: { type: 'BagClosed', count: 6 } },
  { facts: { type: 'RegistrationPassed', count: 30 } },
  { facts: { type: 'RoundHandedOver', count: 1 } },
  { answerTo: '/bank/locks', orFacts: { type: 'HandoverSent', count: 1 } },
  { facts: { type: 'HandoverSent', count: 1 } },
  { answerTo: '/insurance/pages', orFacts: { type: 'TreasuryEntered', count: 1 } },
  { answerTo: '/tax/treasury-entries', orFacts: { type: 'PostingConfirmed', count: 1 } },
  { answerTo: '/bank/returns', orFacts: { type: 'PostingConfirmed', count: 1 } },
  { facts: { type: 'PostingConfirmed', count: 1 } },
];
const parts = ['worker', 'api', 'projector', 'temporal', 'postgres', 'temporal-store'] as const;

/** Every part once, in an order and at moments of the seed's choosing, at once or a little later. */
export function killsOf(seed: number): readonly Kill[] {
  const chance = seededRandom(seed, 'kills');
  const shuffled = <Item>(items: readonly Item[]): readonly Item[] =>
    items
      .map((item) => [chance(), item] as const)
      .sort(([a], [b]) => a - b)
      .map(([, item]) => item);
  const chosen = new Set(shuffled(moments).slice(0, parts.length));
  const order = shuffled(parts);
  return moments
    .filter((moment) => chosen.has(moment))
    .map((moment, nth) => ({
      part: order[nth]!,
      when: 'facts' in moment && chance() < 0.5 ? { ...moment, isInFlight: true } : moment,
      delayMs: Math.floor(chance() * (chance() < 0.5 ? 80 : 1_500)),
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
