import type { Group } from './group.ts';
import type { PersonKey } from './person-key.ts';

/** Why personal data is erased (R-1004). Asker and approver are two people. */
export type ErasureBasis = {
  /** The law or rule that demands it. */
  readonly basis: string;
  readonly askedBy: string;
  readonly approvedBy: string;
  /** Days after which no backup of the key database holds today's keys any more. */
  readonly backupDays: number;
};

/** What was destroyed for one person and group. Repeating the erasure gives the first certificate again. */
export type ErasureCertificate = ErasureBasis & {
  readonly campaign: string;
  readonly person: PersonKey;
  readonly group: Group;
  readonly keysDestroyed: number;
  readonly indexRowsDeleted: number;
  readonly ciphertextsDeleted: number;
  /** RFC 3339 UTC, milliseconds: from here on nobody can open the values. */
  readonly erasedAt: string;
  /** Asia/Shanghai date by which the last backup with the keys is gone: only then is the erasure complete. */
  readonly completeOn: string;
};
