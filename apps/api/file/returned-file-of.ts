import { returnedFile } from '@canbao/connectors/files/returned-file';
import type { Problem } from '@canbao/domain/problem';
import type { Download } from '@canbao/http-contract/download';
import { type Intake, intakeQuery } from '@canbao/projections/intake/intake.query';
import type { ReadingHandle } from '@canbao/projections/reading-handle';

import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Parts } from '../parts.ts';
import { fileProblems } from './file-problems.ts';

const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** The sender's own file with the reason at each row that came back, made anew each time from what the log says. */
export async function returnedFileOf(
  { vault }: Parts,
  { code }: CurrentCampaign,
  handle: ReadingHandle,
  { intake, refused, state }: Intake,
): Promise<Download | Problem> {
  if (state !== 'taken' || refused === 0) return fileProblems.nothingReturned();
  const kept = await vault.openFile(code, intake);
  if (kept === null) return fileProblems.returnedGone();
  const rows = await intakeQuery.refusals(handle, intake, Number.MAX_SAFE_INTEGER);
  const bytes = await returnedFile(kept.reveal(), rows);
  const kind = isZip(bytes) ? 'xlsx' : 'csv';
  return { name: `退回-${intake.slice(0, 8)}.${kind}`, mediaType: mediaTypes[kind], bytes };
}
