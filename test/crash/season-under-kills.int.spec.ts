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
  'T12 T13 T14 T15 T16 R-1001 a season in which every part is killed once ends with every promise kept',
  async () => {
    const { violations, kills } = await seasonUnderKills(
      { ...script, seed: 7 },
      [
        // K2: in the middle of a village file.
        {
          part: 'worker',
          hold: { type: 'FileReceived', count: 1 },
          at: { type: 'PersonRegistered', count: 40 },
          awayMs: 300,
        },
        { part: 'api', hold: { type: 'PersonRegistered', count: 150 }, awayMs: 300 },
        { part: 'projector', hold: { type: 'RegistrationPassed', count: 20 }, awayMs: 300 },
        // K8, K6: between the order of a treasury entry and its answer.
        {
          part: 'postgres',
          hold: { type: 'HandoverAccepted', count: 1 },
          at: { type: 'TreasuryEntryOrdered', count: 1 },
          awayMs: 300,
        },
        // K5: while refunds are released.
        { part: 'temporal', hold: { type: 'RefundRequested', count: 1 }, awayMs: 300 },
      ],
      quiet,
    );
    expect(violations).toStrictEqual([]);
    expect(kills.map(({ part }) => part)).toStrictEqual(['worker', 'api', 'projector', 'postgres', 'temporal']);
  },
  longest,
);

test(
  'K7 R-1001 the engine loses its whole store in mid-screening, and the season goes on from the log',
  async () => {
    const { violations, kills } = await seasonUnderKills(
      { ...script, seed: 8 },
      [{ part: 'temporal-store', hold: { type: 'RegisterCheckStarted', count: 1 }, awayMs: 300 }],
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
