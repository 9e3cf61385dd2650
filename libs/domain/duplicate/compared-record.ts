import type { RegistrationEvent } from '../registration/registration.events.ts';

/** A fact of a registration with what of its envelope is compared: the person's key and the salted commitment. */
export type RegistrationFact = {
  readonly event: RegistrationEvent;
  readonly person: string;
  /** Hex; empty when the event records no identity. */
  readonly identity: string;
};

/**
 * What of a registration a verdict has compared, without a value of it: the number by its person key, number and name
 * by the commitment of the fact that last changed one of them, and the receipt. Group, checks and money are not compared.
 */
export type ComparedRecord = {
  readonly registration: string;
  readonly receipt: string;
  readonly person: string;
  readonly identity: string;
};

/** Null before it is registered. */
export function evolveCompared(
  registration: string,
  before: ComparedRecord | null,
  { event, person, identity }: RegistrationFact,
): ComparedRecord | null {
  switch (event.type) {
    case 'PersonRegistered':
      return { registration, receipt: event.data.receipt, person, identity };
    case 'RegistrationCorrected':
      // A correction of the group seals the identity again, under another commitment: nothing compared has changed.
      return before !== null && event.data.fields.some((field) => field !== 'group')
        ? { ...before, person, identity }
        : before;
    case 'RegistrationPassed':
    case 'RegistrationReturned':
    case 'RegistrationEnrolled':
    case 'RegistrationRefused':
    case 'CertificateIssued':
    case 'PremiumEntered':
      return before;
  }
}

/** The other side of a pair: another registration, or a department whose list holds the same number. */
export type ComparedOther = ComparedRecord | { readonly department: string };

/**
 * The text whose SHA-256 is a pair's fingerprint; the queries write the same in SQL. It leaves out the kind, which
 * follows from what is compared: that a later look finds two names is no change of either record. Of a sponsor's list it
 * holds the department only (the number is the person's key): lists come again whole and freshly sealed, and would
 * reopen every verdict though nothing had changed.
 */
export function fingerprintText(registration: ComparedRecord, other: ComparedOther): string {
  const text = (one: ComparedRecord) => `${one.registration}|${one.receipt}|${one.person}|${one.identity}`;
  const beside = 'department' in other ? `sponsor|${other.department}` : text(other);
  return `canbao/duplicate/v1|${text(registration)}|${beside}`;
}
