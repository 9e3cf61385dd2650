import type { SealedRow } from '@canbao/event-log/sealed-row';
import type { ErasureBasis, ErasureCertificate } from './erasure-certificate.ts';
import type { Group, GroupValues } from './group.ts';
import type { IdentityDocument } from './identity-document.ts';
import type { PersonKey } from './person-key.ts';
import type { Purpose } from './purpose.ts';
import type { Secret } from './secret.ts';

/**
 * The only code that can decrypt personal data. Every call takes a page of rows, never one row in a loop; answers
 * come in the order of the question. `campaign` is the campaign's code (411722-2020).
 *
 * Order of writes: `identify`, `seal` (the key rows stand before they return), then the append that carries event,
 * commitment and sealed rows together. A refused append leaves keys without ciphertext, which open nothing.
 */
export type Vault = {
  /** Gets or creates the person behind each document. Asked at the same time for the same document, all get one key. */
  identify(campaign: string, documents: readonly IdentityDocument[]): Promise<readonly PersonKey[]>;
  /** As `identify`, but creates nobody: null for a document that is not known. */
  find(campaign: string, documents: readonly IdentityDocument[]): Promise<readonly (PersonKey | null)[]>;
  /**
   * A corrected ID number, before its event is appended: the person is also found by the new document.
   * Answers whom each document now leads to; another person than asked for means that the number is taken.
   */
  attach(campaign: string, rows: readonly PersonDocument[]): Promise<readonly PersonKey[]>;
  /** After the correction is appended: the wrong number leads to this person no longer, its owner may still come. */
  detach(campaign: string, rows: readonly PersonDocument[]): Promise<void>;
  /**
   * Encrypts one group under fresh keys. Sealing a person again (a correction, R-406) makes the next key version;
   * the older stay readable as history. Throws for a person whose group has been erased.
   */
  seal<G extends Group>(campaign: string, group: G, rows: readonly PersonValue<G>[]): Promise<Sealing>;
  /**
   * Opens the newest value of each person. Writes the access log first; if that fails, nothing is opened. People
   * without a value, or with an erased one, are missing from the answer.
   */
  reveal<G extends Group>(
    campaign: string,
    people: readonly PersonKey[],
    group: G,
    purpose: Purpose,
  ): Promise<ReadonlyMap<PersonKey, Secret<GroupValues[G]>>>;
  /** Every value a person ever had in a group, oldest first, each with the commitment that its event carries. */
  revealHistory<G extends Group>(
    campaign: string,
    people: readonly PersonKey[],
    group: G,
    purpose: Purpose,
  ): Promise<ReadonlyMap<PersonKey, readonly PastValue<G>[]>>;
  /**
   * Destroys keys, ciphertexts and (with the identity) index rows; the commitments in the log stay (R-1004). Append
   * `PersonalDataErased` first: this call may be repeated until it answers. One certificate per group.
   */
  erase(
    campaign: string,
    person: PersonKey,
    groups: readonly Group[],
    basis: ErasureBasis,
  ): Promise<readonly ErasureCertificate[]>;
  /**
   * Keeps a whole file of personal data sealed, for 30 days at most. Repeating it changes nothing. Destroys what
   * has been kept for longer, whosever it is.
   */
  keepFile(campaign: string, id: string, bytes: Uint8Array): Promise<void>;
  /** The file as it was kept; null when it was never kept, has been dropped, or its time is over. */
  openFile(campaign: string, id: string): Promise<Secret<Uint8Array> | null>;
  /** Until when the file can be opened, epoch ms; null when it cannot. */
  fileKeptUntil(campaign: string, id: string): Promise<number | null>;
  /** Destroys the file's key, then the file: its rows are in the log, person by person, and can be erased there. */
  dropFile(campaign: string, id: string): Promise<void>;
  close(): Promise<void>;
};

export type PersonDocument = { readonly person: PersonKey; readonly document: IdentityDocument };

export type PersonValue<G extends Group> = { readonly person: PersonKey; readonly value: GroupValues[G] };

/** Both in the order of the rows: `sealed` goes with the append request, `commitments` into the leaves (hex). */
export type Sealing = { readonly sealed: readonly SealedRow[]; readonly commitments: readonly string[] };

export type PastValue<G extends Group> = {
  readonly keyVersion: number;
  readonly commitment: string;
  readonly value: Secret<GroupValues[G]>;
};
