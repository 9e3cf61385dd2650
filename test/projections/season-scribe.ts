import { createHash } from 'node:crypto';

import type { Phase } from '@canbao/domain/campaign/phase';
import type { DomainEvent } from '@canbao/domain/domain-event';
import { uuid7 } from '@canbao/event-log/uuid7';

/** One event with its stream; whoever appends it counts versions. */
export type SeasonEvent = {
  readonly stream: string;
  readonly event: DomainEvent;
  readonly unit: string;
  /** Epoch ms on the plan's clock. */
  readonly occurredAt: number;
  readonly actor: string;
  readonly person: string | null;
  /** Commitment of the identity that the event records. */
  readonly identity?: string;
  readonly amountFen: number | null;
};

/** What one command appends: all of it, or nothing. */
export type SeasonCommand = readonly SeasonEvent[];

export type SeasonSize = {
  readonly seed: number;
  readonly townships: number;
  readonly villages: number;
  readonly people: number;
};

export type Payer = {
  readonly registration: string;
  readonly unit: string;
  readonly agent: string;
  readonly township: string;
  person: string;
  isFunded: boolean;
  isValid: boolean;
  isEnrolled: boolean;
};

export const PREMIUM_FEN = 250_00;
export const DAY_MS = 86_400_000;
export const SEASON_START = Date.parse('2019-09-16T00:00:00+08:00');
export const COUNTY = '411722';
export const CAMPAIGN_STREAM = 'campaign-411722-2020';

type More = { readonly actor?: string; readonly person?: string | null; readonly amountFen?: number | null };

/** Writes a season down: places, a plan clock that only runs forward, chance by seed, and the commands so far. */
export type SeasonScribe = {
  readonly commands: SeasonCommand[];
  readonly townships: readonly string[];
  readonly villages: readonly string[];
  /** Villages as unit paths. */
  readonly units: readonly string[];
  readonly peoplePerVillage: number;
  readonly payers: Payer[];
  readonly now: () => number;
  /** Sets the clock to an hour of a day of the season. */
  readonly at: (days: number, hour?: number) => void;
  readonly random: () => number;
  /** UUIDv7. */
  readonly id: () => string;
  readonly fact: (stream: string, unit: string, event: DomainEvent, more?: More) => SeasonEvent;
  readonly record: (...events: readonly SeasonEvent[]) => void;
  readonly openPhase: (phase: Phase) => void;
  readonly closePhase: (phase: Phase) => void;
};

export const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
export const dayOf = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);
export const agentOf = (unit: string): string => `${unit.split('/').slice(1).join('-')}-1`;
export const townshipOf = (unit: string): string => unit.split('/')[1]!;

export function seasonScribe(size: SeasonSize): SeasonScribe {
  const random = mulberry(size.seed);
  const townships = Array.from({ length: size.townships }, (_, i) => String(101 + i));
  const villages = Array.from({ length: size.villages }, (_, i) => String(i + 1).padStart(2, '0'));
  const units = townships.flatMap((township) => villages.map((village) => `${COUNTY}/${township}/${village}`));
  const commands: SeasonCommand[] = [];
  let now = SEASON_START;
  const fact: SeasonScribe['fact'] = (
    stream,
    unit,
    event,
    { actor = 'system', person = null, amountFen = null } = {},
  ) => {
    now += 1 + Math.floor(random() * 60_000);
    return { stream, event, unit, occurredAt: now, actor, person, amountFen };
  };
  const record: SeasonScribe['record'] = (...events) => void commands.push(events);
  const ofTownships = (event: DomainEvent) => {
    for (const township of townships) record(fact(`township-${township}`, `${COUNTY}/${township}`, event));
  };
  return {
    commands,
    townships,
    villages,
    units,
    peoplePerVillage: Math.floor(size.people / units.length),
    payers: [],
    now: () => now,
    at: (days, hour = 9) => void (now = Math.max(now, SEASON_START + days * DAY_MS + hour * 3_600_000)),
    random,
    id: () =>
      uuid7(
        now,
        Uint8Array.from({ length: 10 }, () => Math.floor(random() * 256)),
      ),
    fact,
    record,
    openPhase(phase) {
      record(fact(CAMPAIGN_STREAM, COUNTY, { type: 'PhaseOpened', data: { phase } }));
      ofTownships({ type: 'TownshipPhaseOpened', data: { phase } });
    },
    closePhase(phase) {
      ofTownships({ type: 'TownshipPhaseClosed', data: { phase, isOverridden: false } });
      record(fact(CAMPAIGN_STREAM, COUNTY, { type: 'PhaseClosed', data: { phase, isOverridden: false } }));
    },
  };
}

/** A small generator of even numbers in [0, 1): the same for the same seed, on every machine. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
