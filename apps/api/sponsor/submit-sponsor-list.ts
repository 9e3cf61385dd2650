import { createHash } from 'node:crypto';

import { isProblem } from '@canbao/domain/problem';
import { sponsorDecider } from '@canbao/domain/sponsor/sponsor.decider';
import type { officeContract } from '@canbao/http-contract/office.contract';
import { townshipQuery } from '@canbao/projections/township/township.query';

import { accessProblems } from '../access/access-problems.ts';
import type { CurrentCampaign } from '../campaign/current-campaign.ts';
import type { Call } from '../http/call.ts';
import type { Parts } from '../parts.ts';
import { foldStream } from '../record/fold-stream.ts';
import { recordOnStream } from '../record/record-on-stream.ts';
import { listPeople } from './list-people.ts';
import { readSponsorList } from './read-sponsor-list.ts';

/**
 * A sponsor department's list, taken whole or returned whole. Its people first, page by page, then the fact that
 * the list was received: a list that is not whole yet has not been received, and the same command goes on with it.
 */
export async function submitSponsorList(
  parts: Parts,
  current: CurrentCampaign,
  { body, grants, caller, commandId, firstAt }: Call<typeof officeContract.submitSponsorList>,
) {
  const { pack } = parts.packOf(current.state.pack.id);
  const department = grants.find(({ role, holder }) => role === 'sponsor-department' && holder !== null)?.holder;
  if (department == null) return accessProblems.notFound();
  const units = await townshipQuery.names(current.live);
  const read = readSponsorList(body.csv, {
    department,
    pack,
    planNow: current.planNow,
    isUnit: (unit) => units.has(unit),
  });
  if (isProblem(read)) return read;
  const { people, wrongRows } = read;
  const fileSha256 = createHash('sha256').update(body.csv).digest('hex');
  const departments = pack.units.departments.filter(({ sendsList }) => sendsList).map(({ key }) => key);
  const stream = `sponsor-${department}`;
  const command = {
    type: 'SubmitSponsorList' as const,
    data: { department, people: people.length, fileSha256, departments, wrongRows },
  };
  const { state } = await foldStream(parts.log, current.code, stream, sponsorDecider);
  const decided = sponsorDecider.decide(command, state);
  if (isProblem(decided)) return decided;
  if (decided.length > 0) {
    const list = { department, version: state.version + 1, commandId, firstAt, actor: caller.account };
    await listPeople(parts, current, list, people);
  }
  const recorded = await recordOnStream(parts, current, {
    commandId,
    actor: caller.account,
    request: { department, fileSha256 },
    stream,
    decider: sponsorDecider,
    command,
    envelope: { unit: current.state.region },
  });
  return isProblem(recorded) ? recorded : { position: recorded.position, people: people.length };
}
