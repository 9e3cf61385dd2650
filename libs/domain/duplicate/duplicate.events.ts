import type { DuplicateKind, FoundKind } from './duplicate-kind.ts';
import type { NameMatch } from './folded-name.ts';

/** `duplicate`: the later registration is one; `not-a-duplicate`: this pair is no reason to return it. */
export type DuplicateVerdict = 'duplicate' | 'not-a-duplicate';

/**
 * Stream `duplicate-<18 hex digits of SHA-256 over both records' ids>`; unit = village of the later record, person = its
 * key. `registration` is the later record, `other` the earlier registration's id or a sponsor department's word.
 * `fingerprint`: SHA-256, hex, of what was compared (compared-record.ts); no value of either record.
 */
export type DuplicateEvent =
  | {
      /** Seen where numbers and names are open; what leaves are keys and ids. */
      readonly type: 'NearDuplicateFound';
      readonly data: {
        readonly registration: string;
        readonly other: string;
        readonly kind: FoundKind;
        readonly names: NameMatch;
        readonly fingerprint: string;
      };
    }
  | {
      /** A person of the tax branch has decided, for as long as the fingerprint stays what it is. */
      readonly type: 'DuplicateJudged';
      readonly data: {
        readonly registration: string;
        readonly other: string;
        readonly kind: DuplicateKind;
        readonly fingerprint: string;
        readonly verdict: DuplicateVerdict;
        readonly reason: string;
      };
    };
