import { knownPack } from '@canbao/api/campaign/known-pack';
import { townshipWeights } from '@canbao/api/campaign/township-weights';
import { type MadeUpCounty, madeUpCounty } from '@canbao/domain/rehearsal/made-up-county';
import { script } from './season-at-rest.ts';

/** Everybody of the played season, made up anew from its seed alone. */
export function seasonsCounty(): MadeUpCounty {
  const pack = knownPack(script.pack);
  if (pack === null) throw new Error(`no policy pack ${script.pack}`);
  return madeUpCounty({ seed: script.seed, people: script.people, townships: townshipWeights(pack) });
}
