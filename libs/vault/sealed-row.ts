/** One row of `sealed_row` as it travels in an append request: bytes that only the vault can open. */
export type SealedRow = {
  readonly person: string;
  /** Group number (group.ts). */
  readonly group: number;
  readonly keyVersion: number;
  readonly ciphertext: Uint8Array;
};
