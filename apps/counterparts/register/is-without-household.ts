import { seededRandom } from '@canbao/domain/rehearsal/seeded-random';

/** whether a made-up person stands in no household. Same seed and share, same people. */
export const isWithoutHousehold = (seed: number, idNumber: string, share: number): boolean =>
  seededRandom(seed, 'household', idNumber)() < share;
