import type { OutsideCall, OutsideRefusal } from '../outside-call.ts';

/** Personal data: made for the call, never logged or stored on our side of it. */
export type RegisterQuestion = { readonly registration: string; readonly idNumber: string; readonly name: string };

/** What the register says. When `isKnown` is false every other answer is false. */
export type RegisterAnswer = {
  readonly registration: string;
  readonly isKnown: boolean;
  readonly nameMatches: boolean;
  /** Stands in a household of the register; true where a register does not say it. */
  readonly inHousehold: boolean;
  readonly employeeInsured: boolean;
  readonly insuredElsewhere: boolean;
  readonly deceased: boolean;
};

/** The population register (public security). Throws UnknownOutcome, TryLater or CallRejected. */
export type RegisterConnector = {
  /** A page of questions, no effect. Exactly one answer per question, in their order. At most 1000 questions. */
  lookUp(
    call: OutsideCall & { readonly questions: readonly RegisterQuestion[] },
  ): Promise<{ readonly kind: 'done'; readonly answers: readonly RegisterAnswer[] } | OutsideRefusal>;
};
