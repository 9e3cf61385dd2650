import { writeFile } from 'node:fs/promises';

import { phases } from '@canbao/domain/campaign/phase';
import { auditContract } from '@canbao/http-contract/audit.contract';
import { campaignContract } from '@canbao/http-contract/campaign.contract';
import { townshipContract } from '@canbao/http-contract/township.contract';

import { officesOf } from './offices-of.ts';
import type { Stage } from './stage.ts';

/** The season in figures, read through the API and the counterparts' own books (`commands.md`). */
export async function seasonSummary(stage: Stage, wallSeconds: number) {
  const { coordinator, county, options } = stage;
  const overview = await coordinator.ask(campaignContract.overview);
  const reminders = await coordinator.ask(campaignContract.reminders);
  const { identities } = await coordinator.ask(auditContract.identities);
  const books: unknown = await fetch(`${stage.counterUrl}/sandbox/books`).then((answer) => answer.json());
  const { campaign } = overview;
  return {
    pack: campaign.pack,
    seed: options.seed,
    wallSeconds,
    events: overview.campaign.moment.position,
    head: overview.campaign.moment.position,
    people: {
      eligible: county.people,
      task: overview.task.people,
      'made-up errors': Object.fromEntries(stage.mistakes),
    },
    phases: campaign.phases.map((phase) => ({
      phase: phase.phase,
      plannedFrom: dateText(phase.opensAt),
      plannedTo: dateText(phase.dueAt - 1),
      openedOn: phase.openedAt === null ? null : dateText(phase.openedAt),
      closedOn: phase.closedAt === null ? null : dateText(phase.closedAt - 1),
      overridden: phase.isOverridden,
    })),
    measures: overview.measures,
    places: Object.fromEntries(overview.places.map(({ place, fen }) => [place, fen])),
    collectedFen: overview.collectedFen,
    identities,
    leftovers: await leftoversOf(stage),
    reminders: { sent: reminders.sent, escalated: reminders.escalated },
    deadlinesMoved: campaign.deadlines.reduce((sum, { moves }) => sum + moves.length, 0),
    townships: overview.townships.map(({ code, name, task, measures }) => ({
      code,
      name,
      task,
      registered: measures.registered.people,
      deposited: measures.deposited.people,
      entered: measures.entered.people,
    })),
    outside: books,
  };
}

export type SeasonSummary = Awaited<ReturnType<typeof seasonSummary>>;

const dateText = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

async function leftoversOf(stage: Stage): Promise<Record<string, { opened: number; resolved: number }>> {
  const sums: Record<string, { opened: number; resolved: number }> = {};
  for (const { code } of stage.county.townships) {
    const { kinds } = await officesOf(stage, code).healthCentre.ask(townshipContract.leftovers, {
      params: { township: code },
    });
    for (const { kind, opened, resolved } of kinds) {
      const sum = (sums[kind] ??= { opened: 0, resolved: 0 });
      sum.opened += opened;
      sum.resolved += resolved;
    }
  }
  return sums;
}

/** What must hold at the end of every season; each sentence that does not is named. */
export function brokenPromises(
  summary: SeasonSummary,
  enrolled: { readonly serials: number; readonly certificates: number },
): readonly string[] {
  const broken: string[] = [];
  const unless = (holds: boolean, what: string) => {
    if (!holds) broken.push(what);
  };
  const closed = summary.phases.filter(({ closedOn }) => closedOn !== null).map(({ phase }) => phase);
  unless(
    closed.length === summary.phases.length && closed.every((phase, index) => phase === phases[index]),
    `phases closed: ${closed.join(', ')}`,
  );
  for (const { name, closes, residualFen } of summary.identities)
    unless(closes, `identity ${name} leaves ${residualFen} fen`);
  const places = Object.values(summary.places).reduce((sum, fen) => sum + fen, 0);
  unless(places === summary.collectedFen, `places hold ${places} fen, collected ${summary.collectedFen}`);
  unless(
    (summary.places['pendingAccounts'] ?? 0) === 0,
    `pending accounts hold ${summary.places['pendingAccounts']} fen`,
  );
  unless(
    summary.places['treasury'] === summary.measures.entered.fen,
    `treasury ${summary.places['treasury']} is not entered ${summary.measures.entered.fen}`,
  );
  unless(
    summary.measures.entered.people === enrolled.serials,
    `entered ${summary.measures.entered.people}, serial numbers ${enrolled.serials}`,
  );
  unless(
    enrolled.serials === enrolled.certificates,
    `serial numbers ${enrolled.serials}, certificates ${enrolled.certificates}`,
  );
  for (const [kind, { opened, resolved }] of Object.entries(summary.leftovers))
    unless(opened === resolved, `leftovers ${kind}: ${opened} found, ${resolved} resolved`);
  return broken;
}

/** Serial numbers and certificates, township by township. */
export async function enrolledPeople(stage: Stage): Promise<{ serials: number; certificates: number }> {
  let [serials, certificates] = [0, 0];
  for (const { code } of stage.county.townships) {
    const answer = await officesOf(stage, code).taxBranch.ask(townshipContract.enrolment, {
      params: { township: code },
    });
    serials += answer.enrolled;
    certificates += answer.certificates;
  }
  return { serials, certificates };
}

export const writeSummary = (file: string, summary: SeasonSummary): Promise<void> =>
  writeFile(file, `${JSON.stringify(summary, null, 2)}\n`);
