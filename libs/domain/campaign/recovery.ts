import type { DomainEvent } from '../domain-event.ts';
import { dateOf } from '../shanghai-date.ts';
import { evolveTownship, idleTownship } from '../township/township-process.ts';
import type { TownshipProcess } from '../township/township-process.ts';
import type { TownshipEvent } from '../township/township.events.ts';
import { evolveCampaign, unopenedCampaign } from './campaign-process.ts';
import type { CampaignProcess } from './campaign-process.ts';
import type { CampaignEvent } from './campaign.events.ts';
import { deadlineKey } from './deadline-key.ts';

/** An event as the log has it; `command` is the command's key. */
export type LoggedFact = DomainEvent & {
  readonly position: number;
  readonly stream: string;
  readonly unit: string;
  readonly actor: string;
  readonly command: string;
};

/**
 * What a process carried when it was lost: acts that went out, the last commands it has answered, and the log's next
 * position, which is the answer to whoever repeats one of them.
 */
export type LostCarry = {
  readonly sent: readonly string[];
  readonly done: readonly string[];
  readonly position: number;
};

export type UnfinishedFile = {
  readonly intake: string;
  readonly unit: string;
  readonly actor: string;
};

/** Every process that should be running, by the log alone (temporal.md 1): the disaster plan. */
export type Recovery = {
  readonly process: CampaignProcess;
  readonly region: string;
  readonly county: LostCarry;
  readonly townships: readonly (LostCarry & { readonly township: string })[];
  /** Accounts without their closing statement: township codes, `subsidy`. */
  readonly locks: readonly string[];
  readonly isWatching: boolean;
  readonly screenings: readonly { readonly township: string; readonly round: 1 | 2 }[];
  readonly enrolments: readonly string[];
  readonly settlements: readonly string[];
  readonly postings: readonly { readonly township: string; readonly village: string }[];
  readonly files: readonly UnfinishedFile[];
};

/** Folds the whole log, in its order. Nothing is to be started for a campaign that is not open, or is over. */
export function recoveryOf(facts: Iterable<LoggedFact>): Recovery {
  const book = newBook();
  for (const fact of facts) note(book, fact);
  const { process } = book;
  const codes = process.status === 'running' ? process.townships : [];
  const townshipOf = (township: string): TownshipProcess => book.townships.get(township) ?? idleTownship;
  const hasAccounts = process.deadlines.some(({ key }) => key === deadlineKey.lock);
  const begun = [...process.open, ...process.closed];
  return {
    process,
    region: book.region,
    county: carryOf(book, 'county', process),
    townships: codes.map((township) => ({ township, ...carryOf(book, `township-${township}`, process) })),
    locks: hasAccounts
      ? [...codes, ...(codes.length > 0 ? ['subsidy'] : [])].filter((one) => !book.closingTaken.has(one))
      : [],
    isWatching: codes.length > 0 && begun.includes('collect') && !process.closed.includes('resolve'),
    screenings: codes.flatMap((township) =>
      ([1, 2] as const)
        .filter((round) => isScreening(book, township, townshipOf(township), round))
        .map((round) => ({ township, round })),
    ),
    enrolments: codes.filter((one) => townshipOf(one).isEnrolmentStarted && !book.enrolmentFinished.has(one)),
    settlements: codes.filter((one) => townshipOf(one).isSettlementStarted && !isSettled(book, one)),
    postings: codes
      .filter((one) => [...townshipOf(one).open, ...townshipOf(one).closed].includes('publicize'))
      .flatMap((township) =>
        (book.villages.get(township) ?? [])
          .filter((village) => !book.takenDown.has(`${township}/${village}`))
          .map((village) => ({ township, village })),
      ),
    files: codes.length > 0 ? [...book.files.values()] : [],
  };
}

type Book = ReturnType<typeof newBook>;

const newBook = () => ({
  position: 0,
  process: unopenedCampaign,
  region: '',
  townships: new Map<string, TownshipProcess>(),
  sent: new Map<string, string[]>(),
  done: new Map<string, string[]>(),
  reportedOn: new Set<string>(),
  closingTaken: new Set<string>(),
  screened: new Set<string>(),
  enrolmentFinished: new Set<string>(),
  cleared: new Set<string>(),
  openLeftovers: new Map<string, number>(),
  villages: new Map<string, readonly string[]>(),
  takenDown: new Set<string>(),
  files: new Map<string, UnfinishedFile>(),
});

function note(book: Book, fact: LoggedFact): void {
  const { stream, unit, command, position } = fact;
  book.position = position + 1;
  const township = unit.split('/')[1] ?? '';
  if (stream.startsWith('campaign-')) {
    book.process = evolveCampaign(book.process, fact as CampaignEvent);
    book.region = unit;
    add(book.done, 'county', command);
  } else if (stream.startsWith('township-')) {
    book.townships.set(township, evolveTownship(book.townships.get(township) ?? idleTownship, fact as TownshipEvent));
    add(book.done, `township-${township}`, command);
  }
  noteOutcome(book, fact, township);
}

/** Facts that end something, or say that an act went out. Every other type leaves the plan as it is. */
function noteOutcome(book: Book, fact: LoggedFact, township: string): void {
  const { type, data, unit, actor } = fact;
  if (type === 'ReminderIssued') for (const key of [data.key, ...data.instead]) noteSent(book, key);
  else if (type === 'ReportIssued') book.reportedOn.add(data.onDate);
  else if (type === 'StatementTaken' && data.isClosing) book.closingTaken.add(data.account);
  else if (type === 'ScreeningFinished') book.screened.add(`${township}/${data.round}/${data.stage}`);
  else if (type === 'EnrolmentFinished') book.enrolmentFinished.add(township);
  else if (type === 'AccountCleared') book.cleared.add(data.account);
  else if (type === 'LeftoverFound') book.openLeftovers.set(township, (book.openLeftovers.get(township) ?? 0) + 1);
  else if (type === 'LeftoverResolved') book.openLeftovers.set(township, (book.openLeftovers.get(township) ?? 0) - 1);
  else if (type === 'TownshipTaskSet')
    book.villages.set(
      township,
      data.villages.map(({ code }) => code),
    );
  else if (type === 'PostingTakenDown') book.takenDown.add(unit.split('/').slice(1).join('/'));
  else if (type === 'FileReceived') book.files.set(data.intake, { intake: data.intake, unit, actor });
  else if (type === 'FileTaken' || type === 'FileRefused') book.files.delete(data.intake);
}

/** Keys of reminders begin with the process that sent them: `county/…`, `township-101/…`. */
function noteSent(book: Book, key: string): void {
  const slash = key.indexOf('/');
  add(book.sent, key.slice(0, slash), key.slice(slash + 1));
}

function add(to: Map<string, string[]>, key: string, value: string): void {
  const list = to.get(key) ?? [];
  if (list.at(-1) !== value) list.push(value);
  to.set(key, list);
}

function carryOf(book: Book, name: string, { reportsAt }: CampaignProcess): LostCarry {
  const reports = name === 'county' ? reportsAt.filter((at) => book.reportedOn.has(dateOf(at))) : [];
  return {
    sent: [...(book.sent.get(name) ?? []), ...reports.map((at) => `monday/report/${at}`)].slice(-200),
    done: (book.done.get(name) ?? []).slice(-200),
    position: book.position,
  };
}

function isScreening(book: Book, township: string, process: TownshipProcess, round: 1 | 2): boolean {
  if (process.firstCheck < round) return false;
  if (process.handedOver < round) return true;
  return round === 1 && !book.screened.has(`${township}/1/tax`);
}

const isSettled = (book: Book, township: string): boolean =>
  book.cleared.has(township) && (book.openLeftovers.get(township) ?? 0) === 0;
