/**
 * What a party does wrong. `busy`: 429 with Retry-After. `fails-before`, `fails-after`: a 5xx without and with the
 * effect. `lost`: the effect, then the connection is torn down. `doubled`: the request is delivered twice inside.
 * `broken-off`: half of the answer's JSON. `wrong-total`: the answer's control total is off by one.
 */
export const faultModes = [
  'slow',
  'busy',
  'fails-before',
  'fails-after',
  'lost',
  'doubled',
  'broken-off',
  'wrong-total',
] as const;
export type FaultMode = (typeof faultModes)[number];

/** For questions, which have no effect to come before or after. */
export const questionFaults = [
  'slow',
  'busy',
  'fails-before',
  'lost',
  'broken-off',
  'wrong-total',
] as const satisfies readonly FaultMode[];

/** For people at a counter: they see whether it was done. */
export const counterFaults = ['slow', 'busy', 'fails-before'] as const satisfies readonly FaultMode[];
