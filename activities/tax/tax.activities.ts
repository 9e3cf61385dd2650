import type { TaxConnector } from '@canbao/connectors/tax/tax.connector';
import { digestOf } from '@canbao/event-log/digest-of';
import { findCommand } from '@canbao/event-log/find-command';
import { readPage } from '@canbao/event-log/read-page';
import type { RecordedEvent } from '@canbao/event-log/recorded-event';
import { readStream } from '@canbao/event-log/read-stream';
import { ApplicationFailure } from '@temporalio/common';

import { appendPage, type PageParts } from '../batch/append-page.ts';
import { decidedRows } from '../batch/decided-rows.ts';
import { handoverOf } from '../batch/enrolment.activities.ts';
import { type FrozenRow, frozenPage } from '../batch/frozen-page.ts';
import { type OfTownship, recordOnce } from '../batch/record-once.ts';
import type { Ledger } from '../ledger/record-on-stream.ts';
import { askOnce } from '../outbox.ts';

export type TaxActivities = ReturnType<typeof taxActivities>;

type Parts = Ledger & PageParts & { readonly tax: TaxConnector };
type OfPage = OfTownship & { readonly page: number };

/** The tax authority: certificates for whom the bureau has enrolled, and exactly their money. Queue `act-tax`. */
export const taxActivities = (parts: Parts) => ({
  /** One certificate per serial number of the page. */
  async certifyPage(of: OfPage): Promise<void> {
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
        const items = enrolled.map((event) => ({ registration: registrationOf(event), serial: String(event.data['serial']) }));
        const key = `${campaign}/${commandId}`;
        const answer = await askOnce(parts.log, { campaign, key, party: 'tax', request: items }, () =>
          parts.tax.issueCertificates({ key, planAt, items }),
        );
        if (answer.kind === 'refused') throw ApplicationFailure.nonRetryable(answer.code, 'TaxRefused');
        const certificates = new Map(answer.certificates.map((one) => [one.registration, one.certificate]));
        return decidedRows(
          parts.log,
          of,
          enrolled.map((event) => ({
            ...rowOf(event),
            command: {
              type: 'IssueCertificate',
              data: { certificate: certificates.get(registrationOf(event)) ?? '' },
            },
          })),
        );
      },
    });
  },

  /**
   * Freezes whose money it is and how much (TreasuryEntryOrdered), has it entered, then says so for the page and for
   * each person in one append. Between order and answer the page is visible as unknown.
   */
  async enterPage(of: OfPage): Promise<void> {
    const { campaign, township, page, planAt } = of;
    const { stream } = handoverOf(of);
    const certified = await factsOf(parts, campaign, `${stream}/certified/${page}`, 'CertificateIssued');
    if (certified.length === 0) return;
    const rows = await moneyOf(parts, campaign, `${stream}/${page}`, certified);
    const fen = rows.reduce((sum, { amountFen }) => sum + amountFen, 0);
    const name = `${township}-1-${page + 1}`;
    const people = rows.length;
    const listSha256 = Buffer.from(digestOf(rows.map(({ registration }) => registration).sort())).toString('hex');
    await recordOnce(parts, of, {
      stream,
      commandId: `auto/${stream}/ordered/${page}`,
      fact: { type: 'TreasuryEntryOrdered', data: { page: name, people, listSha256 } },
      amountFen: fen,
    });
    const key = `${campaign}/${stream}/entered/${page}`;
    const order = { page: name, account: township, people, fen, listSha256 };
    const answer = await askOnce(parts.log, { campaign, key, party: 'tax', request: order }, () =>
      parts.tax.enterTreasury({ key, planAt, ...order }),
    );
    if (answer.kind === 'refused') throw ApplicationFailure.nonRetryable(answer.code, 'TaxRefused');
    const { reference } = answer;
    const outcome = await appendPage(parts, {
      campaign,
      commandId: `${stream}/entered/${page}`,
      request: order,
      rows: async () => [
        {
          stream,
          expectedVersion: (await readStream(parts.log, campaign, stream)).length,
          events: [
            {
              type: 'TreasuryEntered',
              data: { page: name, people, reference },
              ...{ unit: `${of.region}/${township}`, actor: 'system', occurredAt: planAt, amountFen: fen },
            },
          ],
          isVital: true,
        },
        ...(await decidedRows(
          parts.log,
          of,
          rows.map((row) => ({ ...row, command: { type: 'EnterPremium', data: { page: name } } })),
        )).map((row) => ({ ...row, isVital: true })),
      ],
    });
    // The page stands or falls whole: an order is entered for everybody on its list.
    if (outcome.refused.length > 0) throw ApplicationFailure.retryable(name, 'VersionConflict');
  },
});

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
