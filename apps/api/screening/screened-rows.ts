import { leftoverOfReasons, leftoverTitles } from '@canbao/domain/leftover/leftover-of-reasons';
import { leftoverWayOut } from '@canbao/domain/leftover/leftover-way-out';
import type { LeftoverKind } from '@canbao/domain/leftover/leftover.events';
import { isMendable, returnReason, returnReasons } from '@canbao/domain/registration/return-reason';
import type { ReturnReason } from '@canbao/domain/registration/registration.events';
import type { screeningRows } from '@canbao/http-contract/screening-rows';
import { rowSets, type ScreenedRow, screeningRowQuery } from '@canbao/projections/screening-row/screening-row.query';
import type { z } from 'zod';

import type { Parts } from '../parts.ts';
import type { Reader } from '../reading/reader.ts';
import { correctionsOf } from './corrections-of.ts';
import { type Look, registrationRows } from './registration-rows.ts';
import { wholePage } from './whole-page.ts';

type Asked = z.output<typeof screeningRows.asked>;
type Answer = z.output<typeof screeningRows.answer>;
const PAGE_ROWS = 50;

/** A page of the rows behind the queue: value, reasons, where to look, what was corrected, and the way out. */
export async function screenedRows(
  parts: Parts,
  reader: Reader,
  { township, set, village, reason, after }: Pick<Asked, 'set' | 'village' | 'reason' | 'after'> & { township: string },
  look: Look,
): Promise<Answer> {
  const { handle, moment } = reader;
  const where = { township, village: village ?? null };
  const known = reason !== undefined && isReason(reason) ? reason : null;
  const sizes = await screeningRowQuery.sizes(handle, where);
  const reasons = await screeningRowQuery.reasons(handle, { ...where, set });
  const { rows, next } = await wholePage(PAGE_ROWS, (limit) =>
    screeningRowQuery.page(handle, { ...where, set, reason: known }, { after: after ?? null, limit }),
  );
  const shown = await registrationRows(parts, reader, rows, look);
  const corrections = await correctionsOf(parts, reader, rows, look);
  return {
    sets: rowSets.map((one) => ({ set: one, count: sizes[one] })),
    reasons: reasons.map((one) => ({ ...one, title: returnReason(one.reason).title })),
    total: known === null ? sizes[set] : (reasons.find((one) => one.reason === known)?.count ?? 0),
    rows: rows.map((row, index) => {
      const { amountFen: _, ...person } = shown[index]!;
      const leftover = leftoverOf(row);
      return {
        ...person,
        returnedBy: row.returnedBy,
        isTold: row.isTold,
        reasons: reasonRows(row.reasons),
        wayOut: leftover === null ? null : leftoverWayOut[leftover.kind],
        leftover,
        corrections: corrections(row.registration),
      };
    }),
    next,
    moment,
  };
}

/** Reasons as people read them, each with the field of the card to look at, what to bring and the way out. */
export const reasonRows = (reasons: readonly ReturnReason[]) =>
  reasons.map((reason) => {
    const { title, look, evidence, wayOut } = returnReason(reason);
    return { reason, title, look, evidence, wayOut };
  });

/** What a row is, or becomes because nobody can mend it any more; null while it can pass. */
function leftoverOf({ leftoverKind, isReturned, round, reasons }: ScreenedRow) {
  if (leftoverKind !== null) {
    const kind = leftoverKind as LeftoverKind;
    return { kind, title: leftoverTitles[kind], isFound: true };
  }
  if (!isReturned || (round === 1 && isMendable(reasons))) return null;
  const kind = leftoverOfReasons(reasons);
  return { kind, title: leftoverTitles[kind], isFound: false };
}

const isReason = (word: string): word is ReturnReason => word in returnReasons;
