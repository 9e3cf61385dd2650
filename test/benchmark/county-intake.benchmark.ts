import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import shangcai from '@canbao/domain/packs/shangcai-2020.json' with { type: 'json' };
import { writeXlsx } from 'hucre/xlsx';

import { type BatchBench, batchBench } from '../engine/batch-bench.ts';
import { benchmarkResult, type BenchmarkResult } from './benchmark-result.ts';
import { openedForIntake } from './opened-for-intake.ts';
import { registrationHeads, registrationRows } from './registration-rows.ts';

/** All of Shangcai, in files of a village's size. */
const PEOPLE = 1_510_380;
const FILE_ROWS = 500;
/** As many as a worker takes side by side. */
const SIDE_BY_SIDE = 4;
const TENTHS = 10;
const TOWNSHIPS = 26;
const campaign = '411722-2020-c';

/**
 * A whole county's files, every second one a workbook, four side by side into one log, the reading tables
 * beside them: rows a second over all, and this process's memory tenth by tenth. Files are made before the clock starts.
 */
export async function benchmark(): Promise<BenchmarkResult> {
  const folder = mkdtempSync(join(tmpdir(), 'canbao-county-'));
  const bench = await batchBench(campaign);
  try {
    // As many in each township: a book ends where a township does.
    const files = Math.ceil(PEOPLE / FILE_ROWS / TOWNSHIPS) * TOWNSHIPS;
    await openedForIntake(bench.say, campaign, (files / TOWNSHIPS) * FILE_ROWS, shangcai);
    await writeFiles(folder, files);
    const from = performance.now();
    const tenths = await takeAll(bench, folder, files);
    const seconds = (performance.now() - from) / 1_000;
    console.error(`${files} files, ${files * FILE_ROWS} rows in ${seconds.toFixed(0)} s`);
    const figure = (name: string, figures: readonly number[]) => ({
      ...{ name, unit: 'rows/s', median: figures[Math.floor(figures.length / 2)] ?? 0 },
      ...{ min: Math.min(...figures), max: Math.max(...figures) },
    });
    const rate = (files * FILE_ROWS) / seconds;
    return benchmarkResult('county-intake', 1, [
      figure('all files of a county, from first upload to last fact', [rate]),
      figure(
        'tenth by tenth',
        tenths.toSorted((a, b) => a - b),
      ),
    ]);
  } finally {
    await bench.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function writeFiles(folder: string, files: number): Promise<void> {
  for (let file = 0; file < files; file += 1) {
    const first = file * FILE_ROWS;
    const rows = [registrationHeads, ...registrationRows({ rows: FILE_ROWS, first, receipt: first + 1 })];
    const bytes =
      file % 2 === 0
        ? await writeXlsx({ sheets: [{ name: '名册', rows: rows.map((row) => [...row]) }] })
        : Buffer.from(rows.map((row) => row.join(',')).join('\r\n'));
    writeFileSync(join(folder, `${file}`), bytes);
  }
}

/** Rows a second of each tenth. */
async function takeAll(bench: BatchBench, folder: string, files: number): Promise<readonly number[]> {
  const rates: number[] = [];
  let next = 0;
  let done = 0;
  let from = performance.now();
  let peakMb = 0;
  async function worker(): Promise<void> {
    while (next < files) {
      const file = next;
      next += 1;
      await take(bench, readFileSync(join(folder, `${file}`)), 101 + Math.floor((file * TOWNSHIPS) / files));
      done += 1;
      peakMb = Math.max(peakMb, process.memoryUsage.rss() / 1_048_576);
      if (done % Math.ceil(files / TENTHS) !== 0 && done !== files) continue;
      const rows = (done % Math.ceil(files / TENTHS) || Math.ceil(files / TENTHS)) * FILE_ROWS;
      rates.push((rows / (performance.now() - from)) * 1_000);
      console.error(`${done} files: ${Math.round(rates.at(-1) ?? 0)} rows/s, memory at most ${Math.round(peakMb)} MB`);
      from = performance.now();
      peakMb = 0;
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  return rates;
}

async function take(bench: BatchBench, file: Uint8Array, township: number): Promise<void> {
  const unit = `411722/${township}`;
  const intake = randomBytes(8).toString('hex');
  await bench.vault.keepFile(campaign, intake, file);
  await bench.say(`intake-${intake}`, unit, { type: 'FileReceived', data: { intake, agent: null, sha256: intake } });
  while (!(await bench.intake.takeChunk({ campaign, intake, unit, actor: 'u_office' })).isEnd);
}
