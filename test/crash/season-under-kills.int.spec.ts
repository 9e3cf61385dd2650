import { seasonUnderKills } from './season-under-kills.ts';

/*
 * Whole seasons of the test pack, two townships and 400 people, on real engines in a folder of their own: what is killed
 * is killed with -9, all its processes, and comes back. The rehearsal's own promises, its people's notes, the log, the
 * authorities' books, rebuilt tables and the engine are judged at the end (reliability.md 3, 5 and 7).
 */
const script = { people: 400, minutes: 0.5, faults: 'usual' } as const;
const quiet = (): void => undefined;
const longest = 17 * 60_000;

test(
  'T12 T13 T14 T15 T16 R-1001 a season in which every part is killed ends with every promise kept',
  async () => {
    const { violations, kills } = await seasonUnderKills(
      { ...script, seed: 7 },
      [
        // K3: the worker has an update in hand.
        { part: 'worker', when: { facts: { type: 'PersonRegistered', count: 40 }, isInFlight: true }, awayMs: 300 },
        // K4: the answer dies with the process.
        { part: 'api', when: { facts: { type: 'PersonRegistered', count: 150 }, isInFlight: true }, awayMs: 300 },
        // In the middle of a batch.
        {
          part: 'projector',
          when: { facts: { type: 'RegistrationPassed', count: 20 }, isInFlight: true },
          delayMs: 40,
          awayMs: 300,
        },
        // K8: between the treasury's entry and its answer.
        { part: 'worker', when: { answerTo: '/tax/treasury-entries' }, awayMs: 300 },
        // K6: in the middle of a call to the bank.
        { part: 'postgres', when: { answerTo: '/bank/returns' }, awayMs: 300 },
        // K5: an update in flight.
        { part: 'temporal', when: { facts: { type: 'RefundHandedOn', count: 1 }, isInFlight: true }, awayMs: 300 },
      ],
      quiet,
    );
    expect(violations).toStrictEqual([]);
    expect(kills.map(({ part }) => part)).toStrictEqual([
      'worker',
      'api',
      'projector',
      'worker',
      'postgres',
      'temporal',
    ]);
  },
  longest,
);

test(
  'K7 R-1001 the engine loses its whole store in mid-screening, and the season goes on from the log',
  async () => {
    const { violations, kills } = await seasonUnderKills(
      { ...script, seed: 8 },
      [{ part: 'temporal-store', when: { answerTo: '/register/look-ups' }, awayMs: 300 }],
      quiet,
    );
    expect(violations).toStrictEqual([]);
    const recovered = kills[0]?.recovered;
    const types = recovered?.first.map(({ type }) => type) ?? [];
    expect(types.filter((type) => type === 'countyCampaignWorkflow')).toHaveLength(1);
    expect(types.filter((type) => type === 'townshipCampaignWorkflow')).toHaveLength(2);
    expect(types.filter((type) => type === 'bankLockWorkflow')).toHaveLength(3);
    expect(types.filter((type) => type === 'dueWatchWorkflow')).toHaveLength(1);
    expect(types).toContain('screeningWorkflow');
    // Asked once more, the tool leaves alone what runs.
    const isLasting = ({ type }: { readonly type: string }) => type !== 'screeningWorkflow';
    expect(recovered?.again.filter(isLasting).every(({ outcome }) => outcome === 'running')).toBe(true);
  },
  longest,
);
