/** A process of ours that runs as long as the season does. What it needs it reads from the environment. */
export type SeasonProcess = {
  readonly name: 'counterparts' | 'projector' | 'worker' | 'api';
  readonly entry: string;
  /** Nest needs decorators with metadata, which type stripping does not give. */
  readonly isNest?: boolean;
  /** How it says that it can be used: an answer at /healthz of this URL, or a line `ready` on its output. */
  readonly isReadyAt: 'COUNTERPART_URL' | 'API_URL' | 'line';
};

/** All of them, in the order in which they are started; they wait for one another by themselves. */
export const seasonProcesses: readonly SeasonProcess[] = [
  { name: 'counterparts', entry: 'apps/counterparts/main.ts', isNest: true, isReadyAt: 'COUNTERPART_URL' },
  { name: 'projector', entry: 'apps/projector/main.ts', isReadyAt: 'line' },
  { name: 'worker', entry: 'apps/worker/main.ts', isReadyAt: 'line' },
  { name: 'api', entry: 'apps/api/main.ts', isNest: true, isReadyAt: 'API_URL' },
];

/** Runs once before a rehearsal: its made-up accounts. Takes --pack, --people and --seed. */
export const openRehearsal = 'apps/api/open-rehearsal.main.ts';

/** Plays the people; takes the options of a rehearsal and ends with 0 if every promise held. */
export const rehearsal = 'apps/rehearsal/main.ts';

// Far above what any of them has needed. A heap with a limit grows by less than twice at a time; one that may have half the
// machine grows fourfold, and takes a third more memory for nothing. So with what is young: threads and all, the processes
// of a season take a quarter less of memory together with spaces of 8 MB, and no more time.
const HEAP = ['--max-old-space-size=768', '--max-semi-space-size=8'];

/** The Node arguments that run an entry of ours. */
export function nodeArguments(entry: string, isNest = false): readonly string[] {
  return [...HEAP, ...(isNest ? ['--import', import.meta.resolve('./nest-sources.mjs')] : []), entry];
}
