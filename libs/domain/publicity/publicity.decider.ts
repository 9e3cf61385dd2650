import type { Decider } from '../decider.ts';
import type { Problem } from '../problem.ts';
import { addMonths, dateOf, isDate, shanghaiDate, startOf } from '../shanghai-date.ts';
import type { ShanghaiDate } from '../shanghai-date.ts';
import type { PublicityCommand } from './publicity.commands.ts';
import type { PublicityEvent } from './publicity.events.ts';
import { publicityProblems } from './publicity.problems.ts';

type Objections = { readonly [objection: string]: { readonly subject: string; readonly answer: string | null } };
type Posted = {
  readonly photoSha256: string;
  readonly postedOn: ShanghaiDate;
  readonly people: number;
  readonly objections: Objections;
};
export type Publicity =
  | { readonly status: 'not-posted' }
  | (Posted & { readonly status: 'standing' })
  | (Posted & { readonly status: 'stood'; readonly stoodUntil: string })
  | (Posted & { readonly status: 'taken-down'; readonly takenDownOn: string; readonly takenDownPhoto: string });

type Data<Type extends PublicityCommand['type']> = Extract<PublicityCommand, { type: Type }>['data'];
type Decision = readonly PublicityEvent[] | Problem;

/** a village's posting stands for its time from the confirmed posting; objections are answered. */
export const publicityDecider: Decider<Publicity, PublicityCommand, PublicityEvent> = {
  initial: { status: 'not-posted' },
  decide(command, posting) {
    if (command.type === 'ConfirmPosting') return confirm(command.data, posting);
    if (posting.status === 'not-posted') return publicityProblems.notPosted();
    switch (command.type) {
      case 'RaiseObjection':
        return raise(command.data, posting);
      case 'AnswerObjection':
        return answer(command.data, posting);
      case 'LetPostingStand':
        return letStand(command.data, posting);
      case 'TakeDownPosting':
        return takeDown(command.data, posting);
    }
  },
  evolve(posting, { type, data }) {
    if (type === 'PostingConfirmed') {
      const { photoSha256, postedOn, people } = data;
      return { status: 'standing', photoSha256, postedOn: shanghaiDate(postedOn), people, objections: {} };
    }
    if (posting.status === 'not-posted') return posting;
    switch (type) {
      case 'ObjectionRaised':
        return {
          ...posting,
          objections: { ...posting.objections, [data.objection]: { subject: data.subject, answer: null } },
        };
      case 'ObjectionAnswered': {
        const subject = posting.objections[data.objection]?.subject ?? '';
        return {
          ...posting,
          objections: { ...posting.objections, [data.objection]: { subject, answer: data.answer } },
        };
      }
      case 'PostingStood':
        return { ...posting, status: 'stood', stoodUntil: data.stoodUntil };
      case 'PostingTakenDown':
        return { ...posting, status: 'taken-down', takenDownOn: data.takenDownOn, takenDownPhoto: data.photoSha256 };
    }
  },
};

/** First day on which a posting may come down. */
const earliestDownOn = (postedOn: ShanghaiDate, months: number): ShanghaiDate => addMonths(postedOn, months);

function confirm({ photoSha256, postedOn, people, at, firstOn }: Data<'ConfirmPosting'>, posting: Publicity): Decision {
  if (!isDate(postedOn)) return publicityProblems.dateForm('postedOn');
  if (posting.status !== 'not-posted') {
    return posting.photoSha256 === photoSha256 && posting.postedOn === postedOn
      ? []
      : publicityProblems.alreadyPosted();
  }
  if (postedOn < firstOn) return publicityProblems.tooEarly(firstOn);
  if (postedOn > dateOf(at)) return publicityProblems.inTheFuture('postedOn');
  return [{ type: 'PostingConfirmed', data: { photoSha256, postedOn, people } }];
}

function raise({ objection, subject }: Data<'RaiseObjection'>, { objections }: Posted): Decision {
  if (subject.trim().length < 4) return publicityProblems.subjectRequired('subject');
  const known = objections[objection];
  if (known !== undefined) return known.subject === subject ? [] : publicityProblems.objectionExists();
  return [{ type: 'ObjectionRaised', data: { objection, subject } }];
}

function answer({ objection, answer: words }: Data<'AnswerObjection'>, { objections }: Posted): Decision {
  if (words.trim().length < 4) return publicityProblems.subjectRequired('answer');
  const known = objections[objection];
  if (known === undefined) return publicityProblems.objectionUnknown();
  if (known.answer !== null) return known.answer === words ? [] : publicityProblems.alreadyAnswered();
  return [{ type: 'ObjectionAnswered', data: { objection, answer: words } }];
}

function letStand(
  { at, months }: Data<'LetPostingStand'>,
  posting: Exclude<Publicity, { status: 'not-posted' }>,
): Decision {
  if (posting.status !== 'standing') return [];
  const earliest = earliestDownOn(posting.postedOn, months);
  return at < startOf(earliest)
    ? publicityProblems.stillStanding(earliest)
    : [{ type: 'PostingStood', data: { stoodUntil: earliest } }];
}

function takeDown(
  { photoSha256, takenDownOn, at }: Data<'TakeDownPosting'>,
  posting: Exclude<Publicity, { status: 'not-posted' }>,
): Decision {
  if (!isDate(takenDownOn)) return publicityProblems.dateForm('takenDownOn');
  if (posting.status === 'taken-down') {
    return posting.takenDownOn === takenDownOn && posting.takenDownPhoto === photoSha256
      ? []
      : publicityProblems.alreadyTakenDown();
  }
  if (posting.status !== 'stood') return publicityProblems.notStood();
  if (takenDownOn < posting.stoodUntil) return publicityProblems.stillStanding(posting.stoodUntil);
  if (takenDownOn > dateOf(at)) return publicityProblems.inTheFuture('takenDownOn');
  return [{ type: 'PostingTakenDown', data: { photoSha256, takenDownOn } }];
}
