import { bankLineKinds, type BankStatement } from '@canbao/connectors/bank/bank-statement';
import type { BankConnector, StatementHandedOver } from '@canbao/connectors/bank/bank.connector';
import { statementCodec } from '@canbao/connectors/bank/statement.codec';
import { instantText } from '@canbao/domain/shanghai-date';
import { findSlipCode } from '@canbao/domain/slip-code';
import { slipMatch, type SlipMatch } from '@canbao/domain/statement/slip-match';
import { appendEvents } from '@canbao/event-log/append-events';
import { digestOf } from '@canbao/event-log/digest-of';
import { findCommand } from '@canbao/event-log/find-command';
import type { NewEvent } from '@canbao/event-log/new-event';
import { readStream } from '@canbao/event-log/read-stream';
import { accountQuery } from '@canbao/projections/account/account.query';
import { bagQuery } from '@canbao/projections/bag/bag.query';
import { bankLineQuery } from '@canbao/projections/bank-line/bank-line.query';
import type { Reading } from '@canbao/projections/open-reading';
import { ApplicationFailure } from '@temporalio/common';

import type { Ledger } from '../ledger/record-on-stream.ts';
import { answerOf } from '../ask-once.ts';
import { readingOf } from '../reading-of.ts';

export type TakeStatement = {
  readonly campaign: string;
  readonly region: string;
  readonly account: string;
  /** Number of the last statement that was taken; 0 = none. */
  readonly afterNumber: number;
  readonly planAt: number;
};

export type StatementOutcome = {
  readonly kind: 'taken' | 'refused' | 'none';
  readonly number: number;
  readonly isClosing: boolean;
  /** The log's next position after it; 0 when nothing was appended. */
  readonly position: number;
};

type Parts = Ledger & { readonly reading: Reading; readonly bank: BankConnector };

/**
 * Fetches the next statement of an account, takes it whole or refuses it with every reason (R-604, P0), and proves bags
 * by slip code and amount (P1): statement, lines and matches are one append. Repeating it repeats the answer.
 */
export async function takeStatement(parts: Parts, asked: TakeStatement): Promise<StatementOutcome> {
  const { campaign, account, afterNumber, planAt } = asked;
  const key = `statement-${campaign}-${account}-${afterNumber + 1}`;
  const handed = await answerOf(() => parts.bank.statement({ key, planAt, account, afterNumber }));
  if (handed.kind === 'none') return { kind: 'none', number: afterNumber, isClosing: false, position: 0 };
  if (handed.kind === 'refused') throw ApplicationFailure.nonRetryable(handed.code, 'BankRefused');
  const stream = `statement-${account}-${handed.number}`;
  const commandId = `${key}/${handed.fileSha256}`;
  const known = await findCommand(parts.log, campaign, commandId);
  const past = await readStream(parts.log, campaign, stream);
  if (known !== undefined) {
    const kind = past.some(({ type }) => type === 'StatementTaken') ? 'taken' : 'refused';
    return { kind, number: handed.number, isClosing: handed.isClosing, position: known.firstPosition + known.events };
  }
  const { kind, events } = await factsOf(parts, asked, handed);
  const outcome = await appendEvents(await parts.lanes.of(campaign), {
    commandId,
    digest: digestOf(handed.fileSha256),
    streams: [{ stream, expectedVersion: past.length, events }],
    claims: claimsOf(events),
  });
  if (outcome.kind !== 'appended' && outcome.kind !== 'repeated') {
    // A bag was matched, or the stream moved, while we were reading: read again.
    throw ApplicationFailure.retryable(commandId, outcome.kind === 'stale' ? 'VersionConflict' : 'ClaimTaken');
  }
  return { kind, number: handed.number, isClosing: handed.isClosing, position: outcome.firstPosition + outcome.events };
}

async function factsOf(
  { reading }: Parts,
  { campaign, region, account, planAt }: TakeStatement,
  { file, fileSha256 }: StatementHandedOver,
): Promise<{ readonly kind: 'taken' | 'refused'; readonly events: readonly NewEvent[] }> {
  const unit = account === 'subsidy' ? region : `${region}/${account}`;
  const about = { unit, actor: 'system', occurredAt: planAt };
  const { expected, bags } = await readingOf(reading, campaign, async (handle) => {
    const kept = await accountQuery.byName(handle, account);
    const last =
      kept?.lastStatementNumber == null
        ? null
        : {
            number: kept.lastStatementNumber,
            to: Date.parse(kept.lastStatementTo ?? ''),
            closingFen: kept.closingFen ?? 0,
            place: await bankLineQuery.lastPlace(handle, account),
          };
    return { expected: { account, tail: kept?.tail ?? null, last }, bags: await bagQuery.unmatched(handle, account) };
  });
  const read = statementCodec.read(file, expected);
  if (read.status === 'defective') {
    const reasons = read.defects.map(({ code, row }) => (row === undefined ? code : `${code}@${row}`)).slice(0, 100);
    return {
      kind: 'refused',
      events: [{ ...about, type: 'StatementRefused', data: { account, fileSha256, reasons } }],
    };
  }
  const { statement } = read;
  const deposits = statement.lines.filter(({ kind }) => kind === 'deposit');
  return {
    kind: 'taken',
    events: [
      { ...about, type: 'StatementTaken', data: takenData(statement, fileSha256) },
      ...statement.lines.map((line): NewEvent => ({
        ...about,
        type: 'BankLineRecorded',
        amountFen: line.amountFen,
        data: {
          account,
          place: line.place,
          serial: line.serial,
          kind: bankLineKinds.find((kind) => kind === line.kind) ?? 'other',
          bookedAt: line.bookedAt,
          slipCode: findSlipCode(line.remark),
        },
      })),
      ...slipMatch(deposits, bags).map((match) => matchEvent(match, account, about)),
    ],
  };
}

function takenData(statement: BankStatement, fileSha256: string): NewEvent['data'] {
  const { account, number, from, to, openingFen, closingFen, creditFen, debitFen, lines, isClosing } = statement;
  const period = { from: instantText(from), to: instantText(to) };
  return {
    account,
    number,
    ...period,
    openingFen,
    closingFen,
    lines: lines.length,
    creditFen,
    debitFen,
    fileSha256,
    isClosing,
  };
}

function matchEvent(
  match: SlipMatch,
  account: string,
  about: Pick<NewEvent, 'unit' | 'actor' | 'occurredAt'>,
): NewEvent {
  const { serial, place, amountFen } = match.line;
  if (match.kind === 'unmatched') {
    return { ...about, type: 'LineUnidentified', amountFen, data: { account, serial, place, why: match.why } };
  }
  const { code, agent, unit, people } = match.bag;
  return {
    ...about,
    unit,
    type: 'DepositMatched',
    amountFen,
    data: { account, code, agent, serial, place, people, pass: 'P1' },
  };
}

/** A bank line exists once, proves one bag, and a bag is proved once. */
function claimsOf(events: readonly NewEvent[]) {
  return events.flatMap(({ type, data }) => {
    const line = `${String(data['account'])}/${String(data['serial'])}/${String(data['place'])}`;
    if (type === 'BankLineRecorded') return [{ kind: 'line', key: line }];
    if (type !== 'DepositMatched') return [];
    return [
      { kind: 'matched-bag', key: String(data['code']) },
      { kind: 'matched-line', key: line },
    ];
  });
}
