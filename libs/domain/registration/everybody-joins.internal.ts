import type { WhoMayJoin } from './eligibility.ts';

/** For specs that ask about something else: a pack whose registered residents join. */
export const everybodyJoins: WhoMayJoin = {
  eligibility: [
    {
      key: 'registered',
      title: '本县居民',
      titleEnglish: 'resident of the county',
      verdict: { kind: 'taken', channels: ['agent'] },
      conditions: [{ kind: 'registered' }],
      wording: '本县居民',
    },
  ],
  placeOfPayment: null,
};
