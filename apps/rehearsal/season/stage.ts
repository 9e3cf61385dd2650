import type { MadeUpCounty } from '@canbao/domain/rehearsal/made-up-county';
import type { PolicyPack } from '@canbao/domain/packs/policy-pack';

import type { ApiPerson } from '../people/api-person.ts';
import type { Cast } from '../people/cast.ts';
import type { PlanDays } from '../plan-days.ts';
import type { RehearsalOptions } from '../rehearsal-options.ts';

/** What every act of the season needs: the people, the clock, the county, and where the bank's counter is. */
export type Stage = {
  readonly options: RehearsalOptions;
  readonly pack: PolicyPack;
  readonly county: MadeUpCounty;
  readonly cast: Cast;
  readonly coordinator: ApiPerson;
  readonly days: PlanDays;
  /** Plan milliseconds a real millisecond from a plan instant on. */
  readonly speedAt: (planAt: number) => number;
  readonly counterUrl: string;
  /** Mistakes that were really made, by kind, for the summary. */
  readonly mistakes: Map<string, number>;
  say(line: string): void;
};

export function note(stage: Stage, mistake: string): void {
  stage.mistakes.set(mistake, (stage.mistakes.get(mistake) ?? 0) + 1);
}

/** How many of the county's people act at the same moment. */
export const peopleAtOnce = 10;
