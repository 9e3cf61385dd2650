import { spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import { freePort } from './free-port.ts';
import type { KeptProcess } from './kept-process.ts';
import type { ProcessKeeper } from './process-keeper.ts';
import type { Say } from './progress.ts';
import { temporalBinary } from './temporal-binary.ts';

export type EmbeddedTemporal = {
  /** host:port */
  readonly address: string;
  /** Undefined: the server of TEMPORAL_ADDRESS, which we neither start nor stop. */
  readonly kept: KeptProcess | undefined;
};

export type TemporalOptions = {
  readonly keeper: ProcessKeeper;
  /** Where its store lies; undefined: in memory, gone with the process. */
  readonly storeFile?: string;
  /** Default: a free one. A server that comes back after a crash keeps its port. */
  readonly port?: number;
  readonly say: Say;
};

const SEARCH_ATTRIBUTES = ['CampaignId=Keyword', 'UnitCode=Keyword', 'OpenPhases=KeywordList', 'IsRehearsal=Bool'];

// Without these an activity takes 100 ms and sleep(1) a second; with them 8 and 14 ms (temporal.md 12).
const TIMERS = [
  'history.timerProcessorMaxTimeShift="10ms"',
  'history.timerProcessorMaxPollRPS=1000',
  'history.transferProcessorMaxPollRPS=1000',
];

// A third of the time and half of the processor of its own defaults. The last moments before a power cut may be missing
// in the store; what was done stands in the event log, and `recover` starts everything again from there.
const STORE = ['journal_mode=wal', 'synchronous=normal'];

/** A dev server forgets closed workflow ids after a day; "started once" must hold for longer than a season. */
const RETENTION = '400d';

/** The Temporal server of TEMPORAL_ADDRESS, else a dev server of our own on 127.0.0.1. Throws with all remedies. */
export async function embeddedTemporal({ keeper, storeFile, port, say }: TemporalOptions): Promise<EmbeddedTemporal> {
  const external = process.env['TEMPORAL_ADDRESS'];
  if (external) {
    if (await isListening(external)) return { address: external, kept: undefined };
    throw new Error(
      `nobody answers at TEMPORAL_ADDRESS=${external}: start that server, or unset the variable to get one of our own`,
    );
  }
  const binary = await temporalBinary(say);
  const address = `127.0.0.1:${port ?? (await freePort())}`;
  const kept = keeper.start({
    name: 'temporal',
    command: [binary, ...serverFlags(address, storeFile)],
    isEngine: true,
  });
  await kept.waitUntil(() => isListening(address), 'the server');
  await kept.waitUntil(() => setRetention(binary, address), 'the namespace');
  return { address, kept };
}

function serverFlags(address: string, storeFile: string | undefined): string[] {
  const [ip = '', port = ''] = address.split(':');
  return [
    ...[
      'server',
      'start-dev',
      '--ip',
      ip,
      '--port',
      port,
      '--namespace',
      'default',
      '--headless',
      '--log-level',
      'error',
    ],
    ...(storeFile ? ['--db-filename', storeFile, ...STORE.flatMap((pragma) => ['--sqlite-pragma', pragma])] : []),
    ...SEARCH_ATTRIBUTES.flatMap((attribute) => ['--search-attribute', attribute]),
    ...TIMERS.flatMap((value) => ['--dynamic-config-value', value]),
  ];
}

function setRetention(binary: string, address: string): boolean {
  const flags = [
    'operator',
    'namespace',
    'update',
    '--namespace',
    'default',
    '--retention',
    RETENTION,
    '--address',
    address,
  ];
  return spawnSync(binary, flags).status === 0;
}

function isListening(address: string): Promise<boolean> {
  const [host = '127.0.0.1', port = '7233'] = address.split(':');
  return new Promise((resolve) => {
    const socket = connect(Number(port), host);
    const answer = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}
