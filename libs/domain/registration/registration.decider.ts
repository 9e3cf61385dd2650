import type { Decider } from '../decider.ts';
import type { Problem } from '../problem.ts';
import { bookHolding, parseReceiptNumber } from '../receipt-book/receipt-number.ts';
import { dateOf, endOf, isDate } from '../shanghai-date.ts';
import type { RegistrationCommand } from './registration.commands.ts';
import type { RegistrationEvent, ReturnReason, ScreeningStage } from './registration.events.ts';
import { eligibility } from './eligibility.ts';
import { eligibilityProblem } from './eligibility-problem.ts';
import { registrationProblems } from './registration.problems.ts';
import { paperDigests } from './paper-digests.ts';
import { clearableReasons, isMendable } from './return-reason.ts';

type Paid = { readonly agent: string; readonly receipt: string; readonly group: string };
type Verdict = { readonly round: 1 | 2; readonly stage: ScreeningStage };

export type Registration =
  | { readonly status: 'unregistered' }
  | (Paid & { readonly status: 'registered' | 'corrected' })
  | (Paid & Verdict & { readonly status: 'passed' })
  | (Paid & Verdict & { readonly status: 'returned'; readonly reasons: readonly ReturnReason[] })
  | (Paid & { readonly status: 'refused'; readonly handover: string; readonly reason: string })
  | (Paid & { readonly status: 'enrolled'; readonly serial: string })
  | (Paid & { readonly status: 'certified'; readonly serial: string; readonly certificate: string })
  | (Paid & {
      readonly status: 'entered';
      readonly serial: string;
      readonly certificate: string;
      readonly page: string;
    });

type Data<Type extends RegistrationCommand['type']> = Extract<RegistrationCommand, { type: Type }>['data'];
type Decision = readonly RegistrationEvent[] | Problem;

/** one payment for one person, from the receipt to the treasury; nothing out of order. */
export const registrationDecider: Decider<Registration, RegistrationCommand, RegistrationEvent> = {
  initial: { status: 'unregistered' },
  decide(command, registration) {
    if (command.type === 'RegisterPerson') return registerPerson(command.data, registration);
    if (registration.status === 'unregistered') return registrationProblems.unknown();
    switch (command.type) {
      case 'PassRegistration':
        if (command.data.stage === 'health-centre' && registration.group === '')
          return registrationProblems.missingKeyField();
        return giveVerdict(command.data, registration) ?? [{ type: 'RegistrationPassed', data: command.data }];
      case 'ReturnRegistration':
        if (command.data.reasons.length === 0) return registrationProblems.reasonsRequired();
        return giveVerdict(command.data, registration) ?? [{ type: 'RegistrationReturned', data: command.data }];
      case 'CorrectRegistration':
        return correct(command.data, registration);
      case 'EnrolRegistration':
        return enrol(command.data, registration);
      case 'RefuseRegistration':
        return refuse(command.data, registration);
      case 'IssueCertificate':
        return issueCertificate(command.data, registration);
      case 'EnterPremium':
        return enterPremium(command.data, registration);
    }
  },
  evolve(before, event) {
    const { agent, receipt, group }: Paid =
      before.status === 'unregistered' ? { agent: '', receipt: '', group: '' } : before;
    const paid = { agent, receipt, group };
    switch (event.type) {
      case 'PersonRegistered':
        return {
          status: 'registered',
          agent: event.data.agent,
          receipt: event.data.receipt,
          group: event.data.group,
        };
      case 'RegistrationPassed':
        return { ...paid, status: 'passed', round: event.data.round, stage: event.data.stage };
      case 'RegistrationReturned': {
        const { round, stage, reasons } = event.data;
        return { ...paid, status: 'returned', round, stage, reasons };
      }
      case 'RegistrationCorrected':
        return { ...paid, status: 'corrected', group: event.data.group ?? group };
      case 'RegistrationEnrolled':
        return { ...paid, status: 'enrolled', serial: event.data.serial };
      case 'RegistrationRefused':
        return { ...paid, status: 'refused', handover: event.data.handover, reason: event.data.reason };
      case 'CertificateIssued':
        return { ...paid, status: 'certified', serial: serialOf(before), certificate: event.data.certificate };
      case 'PremiumEntered': {
        const certificate = before.status === 'certified' ? before.certificate : '';
        return { ...paid, status: 'entered', serial: serialOf(before), certificate, page: event.data.page };
      }
    }
  },
};

const serialOf = (registration: Registration): string => ('serial' in registration ? registration.serial : '');

/** Shape, then the own book, the window, who may join, then the amount: the first that applies is the answer. */
function registerPerson(data: Data<'RegisterPerson'>, before: Registration): Decision {
  const { agent, receipt, group, source, file, line, receivedOn, amountFen, at, books, terms, isCollecting } = data;
  const { whoMayJoin } = terms;
  const number = parseReceiptNumber(receipt);
  if (number === null) return registrationProblems.receiptForm();
  if (!isDate(receivedOn)) return registrationProblems.dateForm();
  if (before.status !== 'unregistered') {
    return before.receipt === receipt && before.agent === agent ? [] : registrationProblems.alreadyRegistered();
  }
  const book = bookHolding(number, books);
  if (book === undefined) return registrationProblems.notInOwnBook();
  if (book.isClosed) return registrationProblems.bookClosed();
  if (!isCollecting) return registrationProblems.notCollecting();
  if (receivedOn < terms.firstOn) return registrationProblems.beforeWindow(terms.firstOn);
  if (receivedOn > dateOf(at)) return registrationProblems.inTheFuture();
  // What is recorded after the last deposit can no longer reach the account.
  if (endOf(receivedOn) > terms.lastDepositAt || at >= terms.lastDepositAt)
    return registrationProblems.afterWindow(terms.lastDepositAt);
  const joins = eligibility(whoMayJoin, data.declared, 'agent');
  if (joins.verdict !== 'taken') return eligibilityProblem(joins);
  if (amountFen !== terms.premiumFen) return registrationProblems.notThePremium(terms.premiumFen, amountFen);
  const documents = paperDigests(joins.rule, data.declared);
  return [
    {
      type: 'PersonRegistered',
      data: {
        ...{ agent, receipt, group, channel: 'agent', source, file, line, receivedOn },
        ...(documents.length === 0 ? {} : { documents }),
      },
    },
  ];
}

/** null = the verdict may be given; [] = it was given already. */
function giveVerdict(
  verdict: Verdict & { readonly reasons?: readonly ReturnReason[] },
  registration: Exclude<Registration, { status: 'unregistered' }>,
): Decision | null {
  const { round, stage } = verdict;
  if (
    (registration.status === 'passed' || registration.status === 'returned') &&
    registration.round === round &&
    registration.stage === stage
  ) {
    const given = registration.status === 'returned' ? registration.reasons : undefined;
    return sameReasons(given, verdict.reasons) ? [] : registrationProblems.alreadyChecked();
  }
  return isWaitingFor(verdict, registration) ? null : registrationProblems.notWaitingForThis();
}

const sameReasons = (a?: readonly ReturnReason[], b?: readonly ReturnReason[]): boolean =>
  [...(a ?? [])].sort().join() === [...(b ?? [])].sort().join();

/**
 * Round 1: health centre, then tax. Round 2: the health centre looks at what came late or was corrected; then tax at
 * everything that passed a first check, whether or not the register was asked in round 1, and at what it returned itself
 * for another record only: a verdict on the pair may have cleared it since.
 */
function isWaitingFor({ round, stage }: Verdict, registration: Registration): boolean {
  const { status } = registration;
  if (stage === 'health-centre') return status === 'registered' || (round === 2 && status === 'corrected');
  if (status === 'returned')
    return (
      round === 2 && registration.stage === 'tax' && registration.reasons.every((why) => clearableReasons.includes(why))
    );
  if (status !== 'passed') return false;
  return round === 2 || registration.stage === 'health-centre';
}

function correct(
  { agent, fields, previousPerson, group, isScreening, isFeedbackReturned }: Data<'CorrectRegistration'>,
  registration: Exclude<Registration, { status: 'unregistered' }>,
): Decision {
  if (registration.agent !== agent) return registrationProblems.notYours();
  if (registration.status !== 'returned') return registrationProblems.notReturned();
  if (registration.stage === 'tax' && registration.round === 1 && !isFeedbackReturned)
    return registrationProblems.feedbackMissing();
  if (!isMendable(registration.reasons)) return registrationProblems.notMendable();
  if (registration.round === 2 || !isScreening) return registrationProblems.roundsOver();
  if (fields.length === 0) return registrationProblems.nothingChanged();
  return [{ type: 'RegistrationCorrected', data: { fields, previousPerson, group } }];
}

function enrol(
  { handover, serial, benefitStartOn, isFunded, isLeftover }: Data<'EnrolRegistration'>,
  registration: Registration,
): Decision {
  if ('serial' in registration) return registration.serial === serial ? [] : registrationProblems.alreadyEnrolled();
  if (registration.status === 'refused') return registrationProblems.alreadyEnrolled();
  if (!isReadyForBureau(registration)) return registrationProblems.notPassed();
  if (isLeftover) return registrationProblems.isLeftover();
  if (!isFunded) return registrationProblems.notFunded();
  return [{ type: 'RegistrationEnrolled', data: { handover, serial, benefitStartOn } }];
}

function refuse({ handover, reason }: Data<'RefuseRegistration'>, registration: Registration): Decision {
  if (registration.status === 'refused')
    return registration.handover === handover ? [] : registrationProblems.alreadyEnrolled();
  if ('serial' in registration) return registrationProblems.alreadyEnrolled();
  if (!isReadyForBureau(registration)) return registrationProblems.notPassed();
  return [{ type: 'RegistrationRefused', data: { handover, reason } }];
}

const isReadyForBureau = (registration: Registration): boolean =>
  registration.status === 'passed' && registration.round === 2 && registration.stage === 'tax';

function issueCertificate({ certificate }: Data<'IssueCertificate'>, registration: Registration): Decision {
  if ('certificate' in registration)
    return registration.certificate === certificate ? [] : registrationProblems.alreadyCertified();
  if (registration.status !== 'enrolled') return registrationProblems.notEnrolled();
  return [{ type: 'CertificateIssued', data: { certificate } }];
}

function enterPremium({ page }: Data<'EnterPremium'>, registration: Registration): Decision {
  if (registration.status === 'entered') return registration.page === page ? [] : registrationProblems.alreadyEntered();
  if (registration.status !== 'certified') return registrationProblems.notCertified();
  return [{ type: 'PremiumEntered', data: { page } }];
}
