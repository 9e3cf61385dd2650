import { setTimeout as wait } from 'node:timers/promises';

import type { Phase } from '@canbao/domain/campaign/phase';
import { campaignContract } from '@canbao/http-contract/campaign.contract';
import { townshipContract } from '@canbao/http-contract/township.contract';

import { Refused, type ApiPerson } from '../people/api-person.ts';
import { sideBySide } from '../side-by-side.ts';
import type { Stage } from './stage.ts';

/** A gate that is not met within two real minutes ends the run and is named. */
const gatePatienceMs = 120_000;

type Gate = {
  readonly isMet: boolean;
  readonly items: readonly {
    readonly unitName: string;
    readonly detail: string;
    readonly count: number;
    readonly isWarning: boolean;
  }[];
};

/** The plan clock stands at the phase's end meanwhile: outside systems may be slow, the plan does not run away. */
async function untilMet(what: string, look: () => Promise<Gate>): Promise<void> {
  const from = Date.now();
  for (;;) {
    const gate = await look();
    if (gate.isMet) return;
    if (Date.now() - from > gatePatienceMs) {
      const missing = gate.items
        .filter(({ isWarning }) => !isWarning)
        .map(({ unitName, detail, count }) => `${unitName} ${detail} (${count})`);
      throw new Error(
        `the gate of ${what} was not met within ${gatePatienceMs / 1_000} s: ${missing.slice(0, 12).join('; ')}`,
      );
    }
    await wait(300);
  }
}

/** A township office takes its own township on once its gate is met. Already gone on = done. */
export async function passTownshipGate(office: ApiPerson, township: string, phase: Phase): Promise<void> {
  const page = await office.ask(townshipContract.page, { params: { township } });
  const isOpen = () => page.phases.some((p) => p.phase === phase && p.state === 'open');
  if (!isOpen()) return;
  await untilMet(`${phase} in ${township}`, () =>
    office.ask(townshipContract.gate, { params: { township }, query: { phase } }),
  );
  await office.ask(townshipContract.advance, { params: { township }, body: { phase } }).catch((refusal: unknown) => {
    // Between the look and the press somebody else may have pressed; the next look says so.
    if (!(refusal instanceof Refused && refusal.problem.status === 409)) throw refusal;
  });
}

/** The named townships go on, each by its own office. */
export async function passTownshipGates(stage: Stage, phase: Phase, townships: readonly string[]): Promise<void> {
  const region = stage.pack.units.region;
  await sideBySide(8, townships, (code) =>
    passTownshipGate(stage.cast.find('township-office', { unit: `${region}/${code}` }), code, phase),
  );
}

type Passing = { readonly not: readonly string[]; readonly meanwhile: () => Promise<void> };

/** Every township but the slow ones, then the county. Somebody at the console may have pressed before. */
export async function passGate(stage: Stage, phase: Phase, { not, meanwhile }: Passing): Promise<void> {
  const townships = stage.county.townships.map(({ code }) => code).filter((code) => !not.includes(code));
  let isDone = false;
  const goOn = async () => {
    while (!isDone) {
      await meanwhile();
      await wait(500);
    }
  };
  const people = goOn();
  // The people's own failure ends the season, but not before the gate has been looked at to its end.
  people.catch(() => {});
  try {
    await passTownshipGates(stage, phase, townships);
    await untilMet(phase, () => stage.coordinator.ask(campaignContract.gate, { query: { phase } }));
  } finally {
    isDone = true;
  }
  await people;
  await stage.coordinator.ask(campaignContract.advance, { body: { phase } });
  stage.say(`${phase} closed`);
}
