import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** The options of `npm start` and `npm run rehearse`, parsed. */
export type SeasonOptions = {
  readonly dataFolder: string;
  readonly isFresh: boolean;
  readonly port: number | undefined;
  readonly out: string | undefined;
  /** --pack, --people and --seed for the made-up accounts. */
  readonly people: readonly string[];
  /** What the rehearsal itself is told, but for --out. */
  readonly rehearsal: readonly string[];
};

const packs = join(dirname(dirname(fileURLToPath(import.meta.url))), 'libs/domain/packs');
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the command line. Throws RangeError or TypeError naming option and remedy: the caller ends with 2. */
export function seasonOptions(args: readonly string[], isStart: boolean): SeasonOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      pack: { type: 'string', default: 'shangcai-2020' },
      people: { type: 'string', default: '15104' },
      minutes: { type: 'string', default: '5' },
      seed: { type: 'string', default: '7' },
      faults: { type: 'string', default: 'usual' },
      data: { type: 'string', default: '.canbao' },
      fresh: { type: 'boolean', default: false },
      out: { type: 'string' },
      'pause-on': { type: 'string' },
      port: { type: 'string' },
    },
  });
  const strange = (['pause-on', 'port'] as const).find((name) => !isStart && values[name] !== undefined);
  if (strange)
    throw new RangeError(`--${strange} is an option of npm start: a rehearsal alone has nobody to pause for`);
  const { pack, people, minutes, seed, faults } = values;
  const file = join(packs, `${pack}.json`);
  if (!/^[a-z0-9-]+$/.test(pack) || !existsSync(file))
    throw new RangeError(`--pack ${pack}: there is no libs/domain/packs/${pack}.json`);
  const pauseOn = !isStart ? 'none' : (values['pause-on'] ?? middleOfScreening(file));
  if (pauseOn !== 'none' && !DATE.test(pauseOn))
    throw new RangeError(`--pause-on takes a date like 2019-10-05 or none, not ${pauseOn}`);
  if (!['none', 'usual', 'storm'].includes(faults))
    throw new RangeError(`--faults takes none, usual or storm, not ${faults}`);
  const made = ['--pack', pack, '--people', positive('people', people), '--seed', positive('seed', seed)];
  return {
    dataFolder: resolve(values.data),
    isFresh: values.fresh,
    port: values.port === undefined ? undefined : Number(positive('port', values.port)),
    out: values.out === undefined ? undefined : resolve(values.out),
    people: made,
    rehearsal: [
      ...made,
      '--minutes',
      positive('minutes', minutes, /^\d+(\.\d+)?$/),
      '--faults',
      faults,
      '--pause-on',
      pauseOn,
    ],
  };
}

function positive(name: string, text: string, form = /^\d+$/): string {
  if (!form.test(text) || Number(text) <= 0) throw new RangeError(`--${name} takes a positive number, not ${text}`);
  return text;
}

/** Where `npm start` holds the plan clock: people find a campaign that is under way, with work for every office. */
function middleOfScreening(packFile: string): string {
  const { calendar } = JSON.parse(readFileSync(packFile, 'utf8')) as {
    readonly calendar?: {
      readonly phases?: readonly { readonly phase: string; readonly opensOn: string; readonly dueOn: string }[];
    };
  };
  const phase = calendar?.phases?.find((one) => one.phase === 'screen');
  if (!phase) return 'none';
  const middle = (Date.parse(phase.opensOn) + Date.parse(phase.dueOn)) / 2;
  return new Date(middle).toISOString().slice(0, 10);
}
