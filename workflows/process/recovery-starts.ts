import { type LoggedFact, type Recovery, recoveryOf } from '@canbao/domain/campaign/recovery';

import type { ChildInput } from './child-input.ts';
import type { CountyNews } from './county-moved.ts';
import { processSettings } from './process-settings.ts';
import { freshCarry } from './recorded-process.ts';
import { workflowId } from './workflow-id.ts';

/** A workflow to be started where it does not run. `unit` is for the operators' search attributes. */
export type RecoveryStart = {
  readonly type: string;
  readonly workflowId: string;
  readonly unit: string;
  readonly input: object;
};

/**
 * The disaster plan (temporal.md 1): which workflows a campaign should have by its log alone, and with what each is
 * started. Start them with conflict policy USE_EXISTING and reuse policy ALLOW_DUPLICATE: what still runs is left
 * alone, a closed id may be used again. Everything else they find in the log by themselves.
 */
export function recoveryStarts(campaign: string, facts: Iterable<LoggedFact>): readonly RecoveryStart[] {
  const recovery = recoveryOf(facts);
  const { process, region } = recovery;
  if (process.status !== 'running') return [];
  const settings = process.isRehearsal ? processSettings.rehearsal : processSettings.earnest;
  const child: ChildInput = { campaign, region, news: newsOf(recovery), settings };
  const townshipUnit = (township: string): string => `${region}/${township}`;
  const county = { ...freshCarry(process), ...recovery.county, told: 0, gone: [] };
  return [
    // The carry is empty but for what the log cannot tell it again: acts that went out, commands that were answered.
    start('countyCampaignWorkflow', workflowId.county(campaign), region, { campaign, region, settings, carry: county }),
    ...recovery.townships.map(({ township, ...lost }) =>
      start('townshipCampaignWorkflow', workflowId.township(campaign, township), townshipUnit(township), {
        ...child,
        township,
        lost,
      }),
    ),
    ...recovery.locks.map((account) =>
      start(
        'bankLockWorkflow',
        workflowId.lock(campaign, account),
        account === 'subsidy' ? region : townshipUnit(account),
        { ...child, account },
      ),
    ),
    ...(recovery.isWatching ? [start('dueWatchWorkflow', workflowId.watchHoldings(campaign), region, child)] : []),
    ...recovery.screenings.map(({ township, round }) =>
      start('screeningWorkflow', workflowId.screening(campaign, township, round), townshipUnit(township), {
        ...child,
        township,
        round,
      }),
    ),
    ...recovery.enrolments.map((township) =>
      start('enrolmentWorkflow', workflowId.enrolment(campaign, township), townshipUnit(township), {
        ...child,
        township,
      }),
    ),
    ...recovery.settlements.map((township) =>
      start('settlementWorkflow', workflowId.settlement(campaign, township), townshipUnit(township), {
        ...child,
        township,
      }),
    ),
    ...recovery.postings.map(({ township, village }) =>
      start(
        'villagePublicityWorkflow',
        workflowId.publicity(campaign, township, village),
        `${townshipUnit(township)}/${village}`,
        { ...child, township, village },
      ),
    ),
    ...recovery.files.map((file) =>
      start('fileIntakeWorkflow', workflowId.intake(campaign, file.intake), file.unit, { campaign, settings, ...file }),
    ),
  ];
}

const start = (type: string, id: string, unit: string, input: object): RecoveryStart => ({
  type,
  workflowId: id,
  unit,
  input,
});

function newsOf({ process }: Recovery): CountyNews {
  const { version, clock, isPaused, phases, deadlines, reminders, open, closed } = process;
  return { version, clock, isPaused, phases, deadlines, reminders, open, closed, isOver: false };
}
