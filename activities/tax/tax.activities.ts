import type { TaxConnector, TreasuryOrder } from '@canbao/connectors/tax/tax.connector';
import type { BulkRow } from '@canbao/event-log/bulk-page';
import { digestOf } from '@canbao/event-log/digest-of';
import { findCommand } from '@canbao/event-log/find-command';
import type { NewEvent } from '@canbao/event-log/new-event';
import { readPage } from '@canbao/event-log/read-page';
import type { RecordedEvent } from '@canbao/event-log/recorded-event';
import { readStream } from '@canbao/event-log/read-stream';
import { ApplicationFailure } from '@temporalio/common';

import { appendPage, type PageParts } from '../batch/append-page.ts';
import { decidedRows, type RowCommand } from '../batch/decided-rows.ts';
import { handoverOf } from '../batch/enrolment.activities.ts';
import { type FrozenRow, frozenPage } from '../batch/frozen-page.ts';
import { type OfTownship, recordOnce } from '../batch/record-once.ts';
import type { Ledger } from '../ledger/record-on-stream.ts';
import { askOnce } from '../ask-once.ts';

export type TaxActivities = ReturnType<typeof taxActivities>;

type Parts = Ledger & PageParts & { readonly tax: TaxConnector };
type OfPage = OfTownship & { readonly page: number };

/** The tax authority: certificates for whom the bureau has enrolled, and exactly their money. Queue `act-tax`. */
export const taxActivities = (parts: Parts) => ({
  certifyPage: (of: OfPage): Promise<void> => certifyPage(parts, of),
  enterPage: (of: OfPage): Promise<void> => enterPage(parts, of),
});

/** One certificate per serial number of the page. */
async function certifyPage(parts: Parts, of: OfPage): Promise<void> {
  const { campaign, page, planAt } = of;
  const { stream } = handoverOf(of);
  const commandId = `${stream}/certified/${page}`;
  await appendPage(parts, {
    campaign,
    commandId,
    request: commandId,
    async rows() {
      const enrolled = await factsOf(parts, campaign, `${stream}/enrolled/${page}`, 'RegistrationEnrolled');
      if (enrolled.length === 0) return [];
      const items = enrolled.map((one) => ({ registration: registrationOf(one), serial: String(one.data['serial']) }));
      const key = `${campaign}/${commandId}`;
      const answer = await askOnce(parts.log, { campaign, key, party: 'tax', request: items }, () =>
        parts.tax.issueCertificates({ key, planAt, items }),
      );
      if (answer.kind === 'refused') throw ApplicationFailure.nonRetryable(answer.code, 'TaxRefused');
      const certificates = new Map(answer.certificates.map((one) => [one.registration, one.certificate]));
      const commands = enrolled.map((event): RowCommand => {
        const certificate = certificates.get(registrationOf(event)) ?? '';
        return { ...rowOf(event), command: { type: 'IssueCertificate', data: { certificate } } };
      });
      return decidedRows(parts.log, of, commands);
    },
  });
}

/**
 * Freezes whose money it is and how much (TreasuryEntryOrdered), has it entered, then says so for the page and for
 * each person in one append. Between order and answer the page is visible as unknown.
 */
async function enterPage(parts: Parts, of: OfPage): Promise<void> {
  const { campaign, township, page, planAt } = of;
  const { stream } = handoverOf(of);
  const certified = await factsOf(parts, campaign, `${stream}/certified/${page}`, 'CertificateIssued');
  if (certified.length === 0) return;
  const rows = await moneyOf(parts, campaign, `${stream}/${page}`, certified);
  const order: TreasuryOrder = {
    page: `${township}-1-${page + 1}`,
    account: township,
    people: rows.length,
    fen: rows.reduce((sum, { amountFen }) => sum + amountFen, 0),
    listSha256: Buffer.from(digestOf(rows.map(({ registration }) => registration).sort())).toString('hex'),
  };
  await recordOnce(parts, of, {
    stream,
    commandId: `auto/${stream}/ordered/${page}`,
    fact: {
      type: 'TreasuryEntryOrdered',
      data: { page: order.page, people: order.people, listSha256: order.listSha256 },
    },
    amountFen: order.fen,
  });
  const key = `${campaign}/${stream}/entered/${page}`;
  const answer = await askOnce(parts.log, { campaign, key, party: 'tax', request: order }, () =>
    parts.tax.enterTreasury({ key, planAt, ...order }),
  );
  if (answer.kind === 'refused') throw ApplicationFailure.nonRetryable(answer.code, 'TaxRefused');
  const outcome = await appendPage(parts, {
    campaign,
    commandId: `${stream}/entered/${page}`,
    request: order,
    rows: () => enteredRows(parts, of, { rows, order, reference: answer.reference }),
  });
  // The page stands or falls whole: an order is entered for everybody on its list.
  if (outcome.refused.length > 0) throw ApplicationFailure.retryable(order.page, 'VersionConflict');
}

async function enteredRows(
  { log }: Parts,
  of: OfPage,
  { rows, order, reference }: { rows: readonly FrozenRow[]; order: TreasuryOrder; reference: string },
): Promise<readonly BulkRow[]> {
  const { stream } = handoverOf(of);
  const { page, people, fen } = order;
  const entered: NewEvent = {
    type: 'TreasuryEntered',
    data: { page, people, reference },
    unit: `${of.region}/${of.township}`,
    actor: 'system',
    occurredAt: of.planAt,
    amountFen: fen,
  };
  const commands = rows.map((row): RowCommand => ({ ...row, command: { type: 'EnterPremium', data: { page } } }));
  const premiums = await decidedRows(log, of, commands);
  // Somebody on an answered order who cannot be entered is a contradiction that a person has to look at.
  if (premiums.length !== people) throw ApplicationFailure.nonRetryable(page, 'ListDiffers');
  const past = await readStream(log, of.campaign, stream);
  return [{ stream, expectedVersion: past.length, events: [entered] }, ...premiums].map((row) => ({
    ...row,
    isVital: true,
  }));
}

async function factsOf(
  { log }: Parts,
  campaign: string,
  commandId: string,
  type: RecordedEvent['type'],
): Promise<readonly RecordedEvent[]> {
  const known = await findCommand(log, campaign, commandId);
  if (known === undefined) return [];
  const { events } = await readPage(log, { campaign, next: known.firstPosition }, known.events);
  return events.filter((event) => event.type === type);
}

const registrationOf = ({ stream }: RecordedEvent): string => stream.slice('registration-'.length);

function rowOf(event: RecordedEvent): { registration: string; unit: string; person: string } {
  if (event.person === null) throw new Error(`${event.type} at ${event.position} names nobody`);
  return { registration: registrationOf(event), unit: event.unit, person: event.person.key };
}

/** What each of them paid, as it was frozen with the page. */
async function moneyOf(
  { log }: Parts,
  campaign: string,
  key: string,
  certified: readonly RecordedEvent[],
): Promise<readonly FrozenRow[]> {
  const paid = new Map((await frozenPage(log, campaign, key)).map((row) => [row.registration, row.amountFen]));
  return certified.map((event) => {
    const row = rowOf(event);
    const amountFen = paid.get(row.registration);
    if (amountFen === undefined) throw new Error(`${row.registration} is certified and not on its page`);
    return { ...row, amountFen };
  });
}
