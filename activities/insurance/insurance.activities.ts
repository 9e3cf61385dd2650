import type { BureauVerdict, InsuranceConnector } from '@canbao/connectors/insurance/insurance.connector';
import type { RegistrationCommand } from '@canbao/domain/registration/registration.commands';
import { campaignStateQuery } from '@canbao/projections/campaign-state/campaign-state.query';
import type { Reading } from '@canbao/projections/open-reading';
import type { Vault } from '@canbao/vault/vault';
import { ApplicationFailure } from '@temporalio/common';

import { appendPage, type PageParts } from '../batch/append-page.ts';
import { decidedRows, type RowCommand } from '../batch/decided-rows.ts';
import { handoverOf } from '../batch/enrolment.activities.ts';
import { type FrozenRow, frozenPage } from '../batch/frozen-page.ts';
import type { OfTownship } from '../batch/record-once.ts';
import { askOnce } from '../ask-once.ts';
import { readingOf } from '../reading-of.ts';

export type InsuranceActivities = ReturnType<typeof insuranceActivities>;

type Parts = PageParts & { readonly reading: Reading; readonly vault: Vault; readonly insurance: InsuranceConnector };

/** The insurance bureau: pages of a hand-over, and its word on each row. Queue `act-insurance`. */
export const insuranceActivities = (parts: Parts) => ({
  /**
   * Pushes a frozen page; serial numbers and refusals become facts in one append. Somebody who is enrolled already in
   * the county is refused by the log's claim, whatever the bureau said.
   */
  async pushPage(of: OfTownship & { readonly page: number }): Promise<{ readonly people: number }> {
    const { campaign, page } = of;
    const { handover, stream } = handoverOf(of);
    const rows = await frozenPage(parts.log, campaign, `${stream}/${page}`);
    const commandId = `${stream}/enrolled/${page}`;
    const outcome = await appendPage(parts, {
      campaign,
      commandId,
      request: { handover, page },
      rows: async () => decidedRows(parts.log, of, commandsOf(handover, rows, await verdictsOf(parts, of, rows))),
    });
    const taken = outcome.refused.filter(({ kind }) => kind === 'taken');
    if (taken.length > 0) await refuseTaken(parts, of, rows, commandId);
    return { people: rows.length };
  },
});

async function verdictsOf(
  { log, reading, vault, insurance }: Parts,
  of: OfTownship & { readonly page: number },
  rows: readonly FrozenRow[],
): Promise<readonly BureauVerdict[]> {
  const { campaign, page, planAt } = of;
  const { handover, stream } = handoverOf(of);
  const key = `${campaign}/${stream}/enrolled/${page}`;
  const coverageYear = (await readingOf(reading, campaign, campaignStateQuery.state))?.coverageYear ?? 0;
  const answer = await askOnce(
    log,
    { campaign, key, party: 'insurance', request: rows.map(({ registration }) => registration) },
    async () => {
      const why = '医保局登记 enrolment at the bureau (R-407)';
      const people = [...new Set(rows.map(({ person }) => person))];
      const identities = await vault.reveal(campaign, people, 'identity', { actor: 'system', why, caseNumber: null });
      const bureauRows = rows.map(({ registration, unit, person }) => {
        const { idNumber, name } = identities.get(person)?.reveal() ?? { idNumber: '', name: '' };
        return { registration, unit, idNumber, name };
      });
      return insurance.importPage({ key, planAt, handover, page: page + 1, coverageYear, rows: bureauRows });
    },
  );
  if (answer.kind === 'refused') throw ApplicationFailure.nonRetryable(answer.code, 'BureauRefused');
  return answer.verdicts;
}

function commandsOf(
  handover: string,
  rows: readonly FrozenRow[],
  verdicts: readonly BureauVerdict[],
): readonly RowCommand[] {
  const words = new Map(verdicts.map((verdict) => [verdict.registration, verdict]));
  return rows.flatMap(({ registration, unit, person, amountFen }) => {
    const verdict = words.get(registration);
    if (verdict === undefined) return [];
    const command: RegistrationCommand =
      'serial' in verdict
        ? {
            type: 'EnrolRegistration',
            data: {
              handover,
              serial: verdict.serial,
              benefitStartOn: verdict.benefitStartOn,
              // The page was frozen from those who were, and neither can be taken back any more.
              isFunded: true,
              isLeftover: false,
            },
          }
        : { type: 'RefuseRegistration', data: { handover, reason: verdict.refused } };
    return { registration, unit, person, command, amountFen };
  });
}

async function refuseTaken(
  parts: Parts,
  of: OfTownship & { readonly page: number },
  rows: readonly FrozenRow[],
  commandId: string,
): Promise<void> {
  const { handover } = handoverOf(of);
  await appendPage(parts, {
    campaign: of.campaign,
    commandId: `${commandId}/taken`,
    request: { handover, page: of.page },
    // Whoever has a serial number by now is refused by the decider, and so left out.
    rows: () =>
      decidedRows(
        parts.log,
        of,
        rows.map(({ registration, unit, person, amountFen }) => ({
          ...{ registration, unit, person, amountFen },
          command: { type: 'RefuseRegistration', data: { handover, reason: '本年度已在县内参保' } },
        })),
      ),
  });
}
