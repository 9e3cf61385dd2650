/** The closed list of six phases (domain section 3), in their order. A pack says which of them exist. */
export const phases = ['mobilize', 'collect', 'screen', 'enroll', 'resolve', 'publicize'] as const;

export type Phase = (typeof phases)[number];
