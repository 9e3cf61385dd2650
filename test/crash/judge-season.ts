import { commandKey } from '@canbao/event-log/command-key';
import { openReading } from '@canbao/projections/open-reading';
import { allProjections } from '@canbao/projections/projections';
import { rebuildProjection } from '@canbao/projections/rebuild-projection';
import { Connection } from '@temporalio/client';
import { Client } from 'pg';
import { brokenLog } from '../event-log/broken-log.ts';
import type { PlayedSeason } from './played-season.ts';
import { type NotedCommand, seasonNotes } from './season-notes.ts';

/**
 * What is wrong with a season that has ended, beside what its rehearsal says itself (reliability.md 5): people's notes
 * against the log, the log against itself, the authorities' books against the log, the tables against a rebuild, the
 * engine's own failures. Empty: all is well.
 */
export async function judgeSeason(played: PlayedSeason): Promise<readonly string[]> {
  const owner = new Client({ connectionString: played.season.environment.OWNER_DATABASE_URL });
  await owner.connect();
  try {
    return [
      ...(await judgeNotes(owner, seasonNotes(played.notesFile))),
      ...(await brokenLog(owner)),
      ...(await judgeOutside(owner, played.season.environment.COUNTERPART_URL)),
      ...(await judgeTables(played.season.environment.PROJECTION_DATABASE_URL)),
      ...(await judgeEngine(played.season.environment.TEMPORAL_ADDRESS)),
    ];
  } finally {
    await owner.end();
  }
}

/** People make their keys at random (version 4); what the system does by itself has keys of version 8. */
const isOfPerson = (key: string): boolean => key[14] === '4';

/** I8, I15: told ok = there, not behind the position that was told; refused = not there; unknown = nobody rested. */
async function judgeNotes(owner: Client, notes: readonly NotedCommand[]): Promise<readonly string[]> {
  const { rows } = await owner.query<{ id: string; end: string; head: string }>(
    `select c.id, c.first_position + c.events as end, l.head from command c join log l using (campaign)`,
  );
  const found = new Map(rows.map(({ id, end, head }) => [id, { end: Number(end), head: Number(head) }]));
  const violations = notes.flatMap(({ key, what, outcome }) => {
    const id = commandKey(key);
    const command = found.get(id);
    found.delete(id);
    switch (outcome.kind) {
      case 'ok': {
        if (command === undefined)
          return [`I8: ${what} ${key} was acknowledged at ${outcome.position} and is not there`];
        const { position } = outcome;
        const isRight = position === null || (command.end <= position && position <= command.head);
        return isRight ? [] : [`I8: ${what} ${key} was acknowledged at ${position}, it ends at ${command.end}`];
      }
      case 'refused':
        return command === undefined ? [] : [`I8: ${what} ${key} was refused (${outcome.problem}) and is there`];
      case 'unknown':
        return [`I15: ${what} ${key} is unknown`];
    }
  });
  return [...violations, ...[...found.keys()].filter(isOfPerson).map((id) => `I8: nobody has sent ${id}`)];
}

type Books = Readonly<Record<string, { readonly effects: readonly Effect[] }>>;
type Effect = { readonly kind: string; readonly effects: number; readonly keys: number; readonly most: number };

/** Third leg of I15: the books of bank, tax and bureau count what really happened, by business key. */
async function judgeOutside(owner: Client, counterpartUrl: string): Promise<readonly string[]> {
  const books = (await (await fetch(`${counterpartUrl}/sandbox/books`)).json()) as Books;
  const twice = Object.entries(books).flatMap(([party, { effects }]) =>
    effects
      .filter(({ most }) => most > 1)
      .map(({ kind, most }) => `I15: ${party} did ${kind} ${most} times for one key`),
  );
  const { rows } = await owner.query<{ what: string }>(
    `select 'I15: the call ' || key || ' has no answer' as what from outbox where state = 'asked'
     union all
     select 'I3: ' || person || ' is enrolled ' || count(*) || ' times' from event
       where type = (select code from event_type where name = 'RegistrationEnrolled') group by person having count(*) > 1`,
  );
  return [...twice, ...rows.map(({ what }) => what), ...(await differences(owner, books))];
}

/** Facts of ours, and the effect outside that each stands for. */
const effectOfFact = [
  ['AccountOpened', 'bank', 'open-account'],
  ['AccountLocked', 'bank', 'lock-account'],
  ['DepositMatched', 'bank', 'deposit'],
  ['RefundReleased', 'bank', 'return'],
  ['RegistrationEnrolled', 'insurance', 'enrolment'],
  ['CertificateIssued', 'tax', 'certificate'],
  ['TreasuryEntered', 'tax', 'treasury-entry'],
] as const;

async function differences(owner: Client, books: Books): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string; count: number }>(
    `select t.name, count(*)::int as count from event e join event_type t on t.code = e.type group by t.name`,
  );
  const ours = new Map(rows.map(({ name, count }) => [name, count]));
  return effectOfFact.flatMap(([fact, party, kind]) => {
    const outside = books[party]?.effects.find((effect) => effect.kind === kind)?.keys ?? 0;
    const inside = ours.get(fact) ?? 0;
    return inside === outside ? [] : [`I15: ${inside} ${fact}, but ${party} counts ${outside} of ${kind}`];
  });
}

/** I10: every live table equals the fold of the log. */
async function judgeTables(url: string): Promise<readonly string[]> {
  const reading = await openReading(url, { applicationName: 'canbao judge' });
  const violations: string[] = [];
  try {
    for (const projection of allProjections)
      await rebuildProjection(reading.db, projection).catch((error: unknown) => {
        violations.push(`I10: ${error instanceof Error ? error.message : String(error)}`);
      });
  } finally {
    await reading.close();
  }
  return violations;
}

/** I16: no workflow failed; each ended by itself or was closed with its campaign. */
async function judgeEngine(address: string): Promise<readonly string[]> {
  const connection = await Connection.connect({ address });
  try {
    const { executions } = await connection.workflowService.listWorkflowExecutions({
      namespace: 'default',
      query: `ExecutionStatus in ('Failed', 'Terminated', 'TimedOut')`,
    });
    return executions.map(({ execution }) => `I16: ${execution?.workflowId} failed in the engine`);
  } finally {
    await connection.close();
  }
}
