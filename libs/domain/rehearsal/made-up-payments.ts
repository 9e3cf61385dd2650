import type { MadeUpAgent, MadeUpCounty, MadeUpTownship } from './made-up-county.ts';
import { madeUpPeople, wrongDigit, wrongName } from './made-up-people.ts';
import type { MadeUpPerson } from './made-up-people.ts';
import { seededRandom } from './seeded-random.ts';
import type { SeededRandom } from './seeded-random.ts';

/** What the agent gets wrong when writing it down. */
export type Mistake = 'wrong-id-digit' | 'wrong-name' | 'missing-group' | 'duplicate-person' | 'already-sponsored';

/** One person pays one agent: what is typed, and what the card says. */
export type MadeUpPayment = {
  readonly person: MadeUpPerson;
  readonly agent: string;
  readonly receipt: string;
  /** Days after the first day on which money may be taken, 0 to 18. */
  readonly day: number;
  readonly entry: 'single' | 'file';
  readonly typed: { readonly idNumber: string; readonly name: string; readonly group: string };
  readonly mistake: Mistake | null;
  /** Whether the agent finds the mistake when the row comes back; what nobody mends becomes a leftover. */
  readonly isMended: boolean;
};

/** Four visits an agent makes; the last takes the stragglers, when the cash has less than three days. */
const visits = [0, 4, 8, 17] as const;
const visitShares = [0.37, 0.36, 0.24, 0.03] as const;
const paysShare = 0.98;
const singleShare = 0.1;

/** Every payment of a township, each agent's in the order of receipt numbers. Deterministic. */
export function madeUpPayments(county: MadeUpCounty, township: MadeUpTownship): readonly MadeUpPayment[] {
  const random = seededRandom(county.seed, 'payments', township.code);
  const agents = new Map(township.villages.map((village) => [village.code, village.agents]));
  const planned: Omit<MadeUpPayment, 'receipt'>[] = [];
  for (const person of madeUpPeople(county, township)) {
    const own = agents.get(person.village)!;
    if (person.sponsored) {
      if (random() < 0.01) planned.push(payment(person, own, random, 'already-sponsored'));
    } else if (random() < paysShare) {
      planned.push(payment(person, own, random, mistakeOf(random)));
      if (random() < 0.005)
        planned.push(payment(person, otherAgents(township, person, random), random, 'duplicate-person'));
    }
  }
  return numbered(township, planned);
}

function payment(
  person: MadeUpPerson,
  agents: readonly MadeUpAgent[],
  random: SeededRandom,
  mistake: Mistake | null,
): Omit<MadeUpPayment, 'receipt'> {
  const agent = agents[Math.floor(random() * agents.length)]!;
  const typed = {
    idNumber: mistake === 'wrong-id-digit' ? wrongDigit(person.idNumber, random) : person.idNumber,
    name: mistake === 'wrong-name' ? wrongName(person.name, random) : person.name,
    group: mistake === 'missing-group' ? '' : person.group,
  };
  // An empty group cannot be entered singly: the form asks for it. It comes by file.
  const entry = mistake !== 'missing-group' && random() < singleShare ? 'single' : 'file';
  return { person, agent: agent.agent, day: visitDay(random), entry, typed, mistake, isMended: random() < 0.85 };
}

function mistakeOf(random: SeededRandom): Mistake | null {
  const chance = random();
  if (chance < 0.01) return 'wrong-id-digit';
  if (chance < 0.013) return 'wrong-name';
  if (chance < 0.015) return 'missing-group';
  return null;
}

function visitDay(random: SeededRandom): number {
  let chance = random();
  for (const [index, share] of visitShares.entries()) {
    if (chance < share) return visits[index]!;
    chance -= share;
  }
  return visits[0];
}

function otherAgents(township: MadeUpTownship, person: MadeUpPerson, random: SeededRandom): readonly MadeUpAgent[] {
  const others = township.villages.filter(({ code }) => code !== person.village);
  return others[Math.floor(random() * others.length)]?.agents ?? township.villages[0]!.agents;
}

/** Receipts are written in the order of the visits, each agent from the own book. */
function numbered(
  township: MadeUpTownship,
  planned: readonly Omit<MadeUpPayment, 'receipt'>[],
): readonly MadeUpPayment[] {
  const next = new Map(
    township.villages.flatMap(({ agents }) => agents.map(({ agent, book }) => [agent, { ...book }])),
  );
  return [...planned]
    .sort((a, b) => a.day - b.day || a.person.number - b.person.number)
    .flatMap((one) => {
      const book = next.get(one.agent)!;
      if (book.from > book.to) return []; // The book is full: this person is not collected from.
      const receipt = `${book.series}-${String(book.from).padStart(8, '0')}`;
      book.from += 1;
      return [{ ...one, receipt }];
    });
}
