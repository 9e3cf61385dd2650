/** Why a registration does not pass. `isMendable` of return-reason.ts says which an agent can correct. */
export type ReturnReason =
  | 'missing-field'
  | 'id-length'
  | 'id-check-digit'
  | 'id-birth-date'
  | 'not-in-register'
  | 'name-differs'
  | 'unregistered'
  | 'employee-insured'
  | 'insured-elsewhere'
  | 'deceased'
  | 'duplicate-in-county'
  | 'already-sponsored';

/** `health-centre` = first check; `tax` = against the population register. */
export type ScreeningStage = 'health-centre' | 'tax';

/** Stream `registration-<uuid>`; envelope: unit = village of payment, person = who is insured, occurredAt = plan time. */
export type RegistrationEvent =
  | {
      /**
       * An agent took the money and wrote the receipt. Envelope `amountFen` = the premium in fen.
       * Appended with the claim `receipt/<receipt>`: a number is used once, in the whole county.
       */
      readonly type: 'PersonRegistered';
      readonly data: {
        readonly agent: string;
        readonly receipt: string;
        readonly group: string;
        readonly channel: 'agent';
        readonly source: 'single' | 'file';
        /** Intake id and line of the village file; null when entered singly. */
        readonly file: string | null;
        readonly line: number | null;
        readonly receivedOn: string;
        /** SHA-256 in hex of the papers shown, sorted; absent without any. What they prove is in the vault only. */
        readonly documents?: readonly string[];
      };
    }
  | {
      readonly type: 'RegistrationPassed';
      readonly data: { readonly round: 1 | 2; readonly stage: ScreeningStage };
    }
  | {
      readonly type: 'RegistrationReturned';
      readonly data: {
        readonly round: 1 | 2;
        readonly stage: ScreeningStage;
        readonly reasons: readonly ReturnReason[];
      };
    }
  | {
      /**
       * a new fact; the old value stays in the vault under its old version. Envelope `person` is who it is
       * now (another key, when the number changed); `previousPerson` is who it was taken for.
       */
      readonly type: 'RegistrationCorrected';
      readonly data: {
        readonly fields: readonly ('idNumber' | 'name' | 'group')[];
        readonly previousPerson: string;
        readonly group: string | null;
      };
    }
  | {
      /** The bureau's answer. Appended with the claim `enrolled/<person>`. */
      readonly type: 'RegistrationEnrolled';
      readonly data: { readonly handover: string; readonly serial: string; readonly benefitStartOn: string };
    }
  | { readonly type: 'RegistrationRefused'; readonly data: { readonly handover: string; readonly reason: string } }
  | { readonly type: 'CertificateIssued'; readonly data: { readonly certificate: string } }
  | {
      /** The premium is in the treasury. Envelope `amountFen` = what was entered for this person. */
      readonly type: 'PremiumEntered';
      readonly data: { readonly page: string };
    };
