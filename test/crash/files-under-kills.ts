import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { campaignLanes } from '@canbao/activities/campaign-lanes';
import { seededRandom } from '@canbao/domain/rehearsal/seeded-random';
import { openEventLog } from '@canbao/event-log/open-event-log';
import { fileContract } from '@canbao/http-contract/file.contract';
import { processKeeper } from '@canbao/infra/process-keeper';
import { season, type Season } from '@canbao/infra/season';
import { openRehearsal } from '@canbao/infra/season-processes';
import type { ApiPerson } from '@canbao/rehearsal/people/api-person';
import { castOf } from '@canbao/rehearsal/people/cast';
import { commandNotes } from '@canbao/rehearsal/people/command-notes';

import { openedForIntake } from '../benchmark/opened-for-intake.ts';
import { saidFact } from '../engine/said-fact.ts';
import { fileOfRows, judgeFile } from './judge-file.ts';
import { killNine } from './kill-nine.ts';
import { type PatientOwner, patientOwner } from './patient-owner.ts';

const campaign = '419998-2020-r1';
const parts = ['worker', 'api', 'postgres', 'temporal'] as const;
/** About the time of one page. */
const PAGE_MS = 120;

export type FilesScript = { readonly files: number; readonly rows: number; readonly seed: number };
export type FilesTold = {
  readonly violations: readonly string[];
  readonly kills: readonly FileKillTold[];
};

export type FileKillTold = {
  readonly part: string;
  /** From the beginning of the upload to the result. */
  readonly tookMs: number;
  /** Rows that were in the log when it was killed. */
  readonly rowsBefore: number;
};

/**
 * File after file of a township, and in each a part killed with -9 at a moment of the seed's choosing: every row
 * ends in the log once, or is named among those that came back, and no page of it is judged twice.
 */
export async function filesUnderKills(script: FilesScript, say: (line: string) => void): Promise<FilesTold> {
  for (const name of ['DATABASE_URL', 'TEMPORAL_ADDRESS']) delete process.env[name];
  const folder = mkdtempSync(join(tmpdir(), 'canbao-files-'));
  const keeper = await processKeeper(folder, say);
  const violations: string[] = [];
  const kills: FileKillTold[] = [];
  try {
    const running = await season({ keeper, dataFolder: folder, say });
    const { owner, office } = await openedCampaign(running, script);
    const chance = seededRandom(script.seed, 'files-under-kills');
    for (let file = 0; file < script.files; file += 1) {
      const part = parts[file % parts.length]!;
      // Half of them at once: a page is stored, and what became of it is not recorded yet.
      const delayMs = chance() < 0.5 ? 0 : Math.floor(chance() * PAGE_MS);
      const moment = { atRow: Math.floor(chance() * (script.rows - 1_000)) + 1, delayMs };
      const told = await fileUnderKill({ running, owner, office }, script, { file, part, ...moment }, violations);
      kills.push(told);
      say(`file ${file}: ${part} was killed at row ${told.rowsBefore}, all taken after ${told.tookMs} ms`);
    }
    await owner.close();
  } finally {
    await keeper.stopAll();
  }
  if (violations.length > 0) violations.push(`kept: ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
  return { violations, kills };
}

type Installation = { readonly running: Season; readonly owner: PatientOwner; readonly office: ApiPerson };

/** A campaign that collects, its books issued, and the township office that sends. */
async function openedCampaign(running: Season, { files, rows, seed }: FilesScript) {
  const made = ['--pack', 'two-townships-test', '--people', '400', '--seed', `${seed}`];
  const accounts = running.once('accounts', openRehearsal, made);
  if ((await accounts.ended) !== 'code 0') throw new Error(accounts.output());
  const log = await openEventLog(running.environment.LOG_DATABASE_URL);
  const lanes = campaignLanes(log);
  await openedForIntake(saidFact({ log, lanes }, campaign), campaign, files * rows);
  await lanes.close();
  await log.close();
  const cast = await castOf(running.environment.API_URL, commandNotes(null));
  return {
    owner: patientOwner(running.environment.OWNER_DATABASE_URL),
    office: cast.find('township-office', { unit: '419998/101' }),
  };
}

type FileKill = {
  readonly file: number;
  readonly part: (typeof parts)[number];
  readonly atRow: number;
  readonly delayMs: number;
};

async function fileUnderKill(
  { running, owner, office }: Installation,
  { rows }: FilesScript,
  { file, part, atRow, delayMs }: FileKill,
  violations: string[],
): Promise<FileKillTold> {
  const first = file * rows;
  const before = await registeredRows(owner);
  const from = Date.now();
  const sent = office.ask(fileContract.upload, { body: fileOfRows(first, rows) });
  sent.catch(() => undefined); // thrown again where it is awaited
  while ((await registeredRows(owner)) - before < atRow) await delay(1);
  await delay(delayMs);
  const victim = running.part(part);
  if (victim === undefined || victim.hasEnded())
    throw new Error(`${part} does not run: ${victim?.output().slice(-2_000)}`);
  const rowsBefore = await registeredRows(owner);
  await killNine(victim);
  await running.restart(part);
  const { intake } = await sent;
  const result = await taken(office, intake);
  const found = await judgeFile(owner, { intake, first, rows, result });
  violations.push(
    ...found.map((violation) => `file ${file}, ${part} killed at row ${rowsBefore - before}: ${violation}`),
  );
  return { part, tookMs: Date.now() - from, rowsBefore: rowsBefore - before };
}

async function registeredRows({ ask }: PatientOwner): Promise<number> {
  const [found] = await ask<{ rows: number }>(
    `select count(*)::int as rows from event where type = (select code from event_type where name = 'PersonRegistered')`,
  );
  return found?.rows ?? 0;
}

const PATIENCE_MS = 180_000;

async function taken(office: ApiPerson, intake: string) {
  for (const from = Date.now(); ;) {
    const result = await office.ask(fileContract.result, { params: { intake } }).catch(() => null);
    if (result?.state === 'taken' || result?.state === 'refused') return result;
    if (Date.now() - from > PATIENCE_MS)
      throw new Error(`${intake} is ${result?.state ?? 'unknown'} after three minutes`);
    await delay(200);
  }
}

/** `--repeat N`, `--rows`, `--seed`: N files, and what came of them. */
if (import.meta.main) {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { repeat: text, rows: text, seed: text } });
  const { repeat = '30', rows = '8000', seed = '1' } = values;
  const script = { files: Number(repeat), rows: Number(rows), seed: Number(seed) };
  const { kills, violations } = await filesUnderKills(script, console.log);
  const inside = kills.filter(({ rowsBefore }) => rowsBefore > 0 && rowsBefore < script.rows * 0.98).length;
  for (const violation of violations) console.log(`VIOLATION ${violation}`);
  console.log(`${script.files} files, ${inside} killed between first and last row, ${violations.length} violations`);
  process.exit(violations.length > 0 ? 1 : 0);
}
