import { parseArgs } from 'node:util';

import { isDate, type ShanghaiDate } from '@canbao/domain/shanghai-date';

export type RehearsalOptions = {
  readonly pack: string;
  readonly people: number;
  /** Real minutes of a season in which nothing has to be waited for. */
  readonly minutes: number;
  readonly seed: number;
  readonly faults: 'none' | 'usual' | 'storm';
  /** Dates (Asia/Shanghai) at whose beginning the plan clock is held for people; none = it runs through. */
  readonly pauseOn: readonly ShanghaiDate[];
  readonly out: string | null;
  /** File for the people's notes of every command, for whoever compares them with the log; null = none are taken. */
  readonly notes: string | null;
};

const faultWords = ['none', 'usual', 'storm'] as const;

/** Reads the command line (`commands.md`). Throws RangeError with the remedy; the caller prints it and exits 2. */
export function rehearsalOptions(args: readonly string[]): RehearsalOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      pack: { type: 'string', default: 'shangcai-2020' },
      people: { type: 'string', default: '15104' },
      minutes: { type: 'string', default: '5' },
      seed: { type: 'string', default: '7' },
      faults: { type: 'string', default: 'usual' },
      'pause-on': { type: 'string', multiple: true, default: ['none'] },
      out: { type: 'string' },
      notes: { type: 'string' },
    },
  });
  const faults = faultWords.find((word) => word === values.faults);
  if (!faults) throw new RangeError(`--faults takes ${faultWords.join(', ')}, not ${values.faults}`);
  const pauseOn = values['pause-on'].filter((date) => date !== 'none');
  const strange = pauseOn.find((date) => !isDate(date));
  if (strange !== undefined) throw new RangeError(`--pause-on takes a date like 2019-10-05 or none, not ${strange}`);
  return {
    pack: values.pack,
    people: positive('--people', values.people),
    minutes: positive('--minutes', values.minutes),
    seed: positive('--seed', values.seed),
    faults,
    pauseOn: pauseOn.filter(isDate),
    out: values.out ?? null,
    notes: values.notes ?? null,
  };
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (!(Number.isFinite(number) && number > 0)) throw new RangeError(`${name} takes a positive number, not ${text}`);
  return number;
}
