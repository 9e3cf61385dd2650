import { leftoverOfReasons, leftoverTitles } from '@canbao/domain/leftover/leftover-of-reasons';
import { leftoverWayOut } from '@canbao/domain/leftover/leftover-way-out';
import { returnedRowQuery, type ReturnedRow } from '@canbao/projections/returned-row/returned-row.query';

import type { Parts } from '../parts.ts';
import type { Reader } from '../reading/reader.ts';
import { shownPeople } from '../reading/shown-people.ts';
import { correctionsOf } from '../screening/corrections-of.ts';
import { reasonRows } from '../screening/screened-rows.ts';
import { wholePage } from '../screening/whole-page.ts';
import type { CallingAgent } from './agent-of-call.ts';

const PAGE_ROWS = 50;

/** An agent's rows that were sent again, the old value beside the new, and those that nobody mends any more. */
export async function sentAgain(
  parts: Parts,
  reader: Reader,
  { agent }: CallingAgent,
  { actor, after }: { readonly actor: string; readonly after: string | undefined },
) {
  const { handle, current, moment } = reader;
  const look = { actor, why: 'agent-workbench', sight: 'last-four' } as const;
  const { waiting, passed, failed } = await returnedRowQuery.counts(handle, agent);
  const { rows, next } = await wholePage(PAGE_ROWS, (limit) =>
    returnedRowQuery.ofAgent(handle, agent, { after: after ?? null, limit }),
  );
  const people = await shownPeople(
    parts.vault,
    { campaign: current.code, ...look },
    rows.map(({ person }) => person),
  );
  const corrections = await correctionsOf(parts, reader, rows, look);
  return {
    total: waiting + passed + failed,
    rows: rows.map((row) => ({
      registration: row.registration,
      receipt: row.receipt,
      ...people(row.person),
      group: row.group,
      amountFen: row.amountFen,
      state: row.state,
      // Of what was passed in the end, the reasons of long ago say nothing.
      reasons: row.state === 'passed' ? [] : reasonRows(row.reasons),
      corrections: corrections(row.registration),
      leftover: row.state === 'failed' ? leftoverOf(row) : null,
    })),
    next,
    moment,
  };
}

/** Not found yet is what it becomes once the enrolment ends: the reasons say which kind. */
function leftoverOf({ kind, reasons, hop, outcome }: ReturnedRow) {
  const own = kind ?? leftoverOfReasons(reasons);
  return {
    kind: own,
    title: leftoverTitles[own],
    wayOut: leftoverWayOut[own],
    hop,
    money: outcome === 'nothing-to-return' ? '没有钱要退 nothing to return' : moneyWords[hop],
  };
}

/** who holds it now. */
const moneyWords = {
  account: '费款在待解专户，等卫生院申请退款 in the pending account, the health centre asks for it',
  requested: '费款在待解专户，已申请退款 in the pending account, asked for',
  approved: '费款在待解专户，已批准退款 in the pending account, approved',
  'health-centre': '退款在卫生院，等转交 with the health centre, to be handed on',
  agent: '退款在您手中，请退给本人 in your hands, pay it back',
  payer: '已退给本人 paid back',
  none: '还没有到待解专户 not in the pending account',
} as const satisfies Record<ReturnedRow['hop'], string>;
