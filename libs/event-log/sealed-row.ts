/** Ciphertext of one group of one person, opaque to the log: stored with the events of its request or not at all. */
export type SealedRow = {
  readonly person: string;
  readonly group: number;
  /** From 1; sealing a person's group again makes the next version, the older rows stay. */
  readonly keyVersion: number;
  readonly ciphertext: Uint8Array;
};
