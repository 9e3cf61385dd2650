import type { AgentBook } from '../receipt-book/receipt-number.ts';
import type { DeclaredStanding } from './declared-standing.ts';
import type { WhoMayJoin } from './eligibility.ts';
import type { ReturnReason, ScreeningStage } from './registration.events.ts';

/** Stream `registration-<uuid>`. No personal data: who it is stands in the envelope, as a key. */
export type RegistrationCommand =
  | {
      readonly type: 'RegisterPerson';
      readonly data: {
        readonly agent: string;
        readonly receipt: string;
        /** Empty only from a file: a key field that the first check will miss. */
        readonly group: string;
        readonly source: 'single' | 'file';
        readonly file: string | null;
        readonly line: number | null;
        /** Shanghai date on the receipt. */
        readonly receivedOn: string;
        /** What the agent took, in fen. */
        readonly amountFen: number;
        /** Plan instant of the recording, epoch ms. */
        readonly at: number;
        /** The agent's own books. */
        readonly books: readonly AgentBook[];
        /** what the payer said and showed. */
        readonly declared: DeclaredStanding;
        /** From pack and plan: the tariff, the first day of receipts, the end of the last deposit day, who may join. */
        readonly terms: {
          readonly premiumFen: number;
          readonly firstOn: string;
          readonly lastDepositAt: number;
          readonly whoMayJoin: WhoMayJoin;
        };
        /** Whether the township has collect or screen open. */
        readonly isCollecting: boolean;
      };
    }
  | { readonly type: 'PassRegistration'; readonly data: { readonly round: 1 | 2; readonly stage: ScreeningStage } }
  | {
      readonly type: 'ReturnRegistration';
      readonly data: {
        readonly round: 1 | 2;
        readonly stage: ScreeningStage;
        readonly reasons: readonly ReturnReason[];
      };
    }
  | {
      readonly type: 'CorrectRegistration';
      readonly data: {
        readonly agent: string;
        /** Fields whose value is another one now. */
        readonly fields: readonly ('idNumber' | 'name' | 'group')[];
        readonly previousPerson: string;
        readonly group: string | null;
        /** Whether the township still has screen open. */
        readonly isScreening: boolean;
        /** whether the tax branch's feedback went back; what it returned is nobody's to mend before. */
        readonly isFeedbackReturned: boolean;
      };
    }
  | {
      readonly type: 'EnrolRegistration';
      readonly data: {
        readonly handover: string;
        readonly serial: string;
        readonly benefitStartOn: string;
        /** Whether its money is matched with a bank line. */
        readonly isFunded: boolean;
        /** Whether it stands as a leftover, whose money goes back. */
        readonly isLeftover: boolean;
      };
    }
  | { readonly type: 'RefuseRegistration'; readonly data: { readonly handover: string; readonly reason: string } }
  | { readonly type: 'IssueCertificate'; readonly data: { readonly certificate: string } }
  | { readonly type: 'EnterPremium'; readonly data: { readonly page: string } };
