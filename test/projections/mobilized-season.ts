import { phases } from '@canbao/domain/campaign/phase';

import { agentOf, CAMPAIGN_STREAM, COUNTY, DAY_MS, SEASON_START, type SeasonScribe, sha } from './season-scribe.ts';

/** Opened, prepared, and advanced over an unmet gate with a second person's approval. Answers who is on a sponsor's list. */
export function mobilizedSeason(scribe: SeasonScribe): { readonly sponsoredPerson: string } {
  const { fact, record, townships } = scribe;
  record(fact(CAMPAIGN_STREAM, COUNTY, opening(scribe)));
  scribe.openPhase('mobilize');
  const people = scribe.peoplePerVillage * scribe.villages.length;
  const rows = townships.map((code, i) => ({ code, name: `第${i + 1}乡`, people }));
  const rowSum = people * townships.length;
  const coordinator = { actor: 'u_coordinator' };
  record(
    fact(
      'task-table-1',
      COUNTY,
      { type: 'TaskTableImported', data: { fileSha256: sha('table'), rows, printedTotal: rowSum - 1, rowSum } },
      coordinator,
    ),
  );
  record(
    fact(
      'task-table-1',
      COUNTY,
      { type: 'TaskTableConfirmed', data: { difference: 1, reason: '印刷合计少一人' } },
      coordinator,
    ),
  );
  townships.forEach((township, i) => prepare(scribe, township, i));
  record(fact('account-subsidy', COUNTY, { type: 'AccountOpened', data: { account: 'subsidy', tail: '0099' } }));
  const sponsoredPerson = listAndRemind(scribe);
  steer(scribe);
  advanceOverGates(scribe);
  return { sponsoredPerson };
}

/** Township 101 and then the county go on although agents are not trained, each with a second person's approval. */
function advanceOverGates(scribe: SeasonScribe): void {
  const { fact, record } = scribe;
  const [unit, reason] = [`${COUNTY}/101`, '一个村未培训'];
  const missing = [{ unit, kind: 'agents-not-trained', count: 1 }];
  const override = () => {
    const approvalId = approvedBySecond(scribe, 'advance-over-gate', '越过关口');
    return { phase: 'mobilize', reason, approvalId, missing } as const;
  };
  const closed = (isOverridden: boolean) => ({ phase: 'mobilize', isOverridden }) as const;
  record(
    fact('township-101', unit, { type: 'TownshipGateOverridden', data: override() }),
    fact('township-101', unit, { type: 'TownshipPhaseClosed', data: closed(true) }),
  );
  for (const township of scribe.townships.slice(1)) {
    const data = closed(false);
    record(fact(`township-${township}`, `${COUNTY}/${township}`, { type: 'TownshipPhaseClosed', data }));
  }
  record(
    fact(CAMPAIGN_STREAM, COUNTY, { type: 'GateOverridden', data: override() }),
    fact(CAMPAIGN_STREAM, COUNTY, { type: 'PhaseClosed', data: closed(true) }),
  );
}

/** One sponsor's list with one person, one reminder; answers who is on the list. */
function listAndRemind(scribe: SeasonScribe): string {
  const { fact, record } = scribe;
  const sponsoredPerson = scribe.id();
  record(
    fact('sponsor-civil-affairs', COUNTY, {
      type: 'SponsorListReceived',
      data: { department: 'civil-affairs', version: 1, people: 1, fileSha256: sha('list') },
    }),
    fact(
      `sponsored-${scribe.id()}`,
      scribe.units[0]!,
      { type: 'PersonListed', data: { department: 'civil-affairs', version: 1, line: 1 } },
      { person: sponsoredPerson },
    ),
  );
  const at = scribe.now();
  record(
    fact(`reminder-${sha('r1').slice(0, 18)}`, `${COUNTY}/101`, {
      type: 'ReminderIssued',
      data: {
        key: 'mobilize/soon',
        kind: 'soon',
        subject: 'mobilize',
        toRole: 'township-office',
        toUnit: `${COUNTY}/101`,
        why: '方案未报送',
        dueAt: at,
        instead: ['mobilize/opens'],
      },
    }),
  );
  return sponsoredPerson;
}

const opening = ({ townships }: SeasonScribe) =>
  ({
    type: 'CampaignOpened',
    data: {
      pack: { id: 'test', hash: sha('pack') },
      title: '2020年度城乡居民医保征缴',
      region: COUNTY,
      coverageYear: 2020,
      isRehearsal: true,
      clock: { planStartAt: SEASON_START, realStartAt: SEASON_START, speed: 30_000, holdAt: null, heldBy: null },
      phases: phases.map((phase, i) => ({
        phase,
        opensAt: SEASON_START + i * 10 * DAY_MS,
        dueAt: SEASON_START + (i + 1) * 10 * DAY_MS,
        opensOnDate: phase !== 'mobilize',
      })),
      deadlines: [
        {
          key: 'last-deposit',
          phase: 'screen',
          title: '最后存款日',
          dueAt: SEASON_START + 25 * DAY_MS,
          owner: 'agent',
          waitsFor: [],
        },
      ],
      reportsAt: [SEASON_START + 7 * DAY_MS],
      reminders: { soonMs: DAY_MS, overdueMs: DAY_MS, escalatedMs: 2 * DAY_MS },
      townships: townships.map((code, i) => ({ code, name: `第${i + 1}乡` })),
    },
  }) as const;

function prepare({ fact, record, villages, peoplePerVillage }: SeasonScribe, township: string, index: number): void {
  const unit = `${COUNTY}/${township}`;
  const people = peoplePerVillage * villages.length;
  record(
    fact(`task-${township}`, unit, {
      type: 'TownshipTaskSet',
      data: {
        name: `第${index + 1}乡`,
        people,
        villages: villages.map((code) => ({ code, name: `村${code}`, people: peoplePerVillage })),
      },
    }),
  );
  const office = { actor: `u_office_${township}` };
  record(
    fact(
      `preparation-${township}`,
      unit,
      { type: 'PlanFiled', data: { documentSha256: sha(`plan ${township}`), title: '实施方案' } },
      office,
    ),
  );
  const agents = villages.map((village) => agentOf(`${unit}/${village}`));
  record(
    fact(
      `preparation-${township}`,
      unit,
      { type: 'TrainingConfirmed', data: { agents, trainedOn: '2019-09-17' } },
      office,
    ),
  );
  record(
    fact(`account-${township}`, unit, {
      type: 'AccountOpened',
      data: { account: township, tail: `00${township.slice(1)}` },
    }),
  );
  agents.forEach((agent, i) => {
    const [book, from] = [`${township}-${i + 1}`, (index * villages.length + i) * 1_000 + 1];
    record(
      fact(`book-${book}`, unit, {
        type: 'ReceiptBookIssued',
        data: { book, agent, series: 'SC2020', from, to: from + 999 },
      }),
    );
  });
}

/** What a coordinator does to time: moves dates, pauses, resumes, sets the clock. */
function steer({ fact, record, now }: SeasonScribe): void {
  const coordinator = { actor: 'u_coordinator' };
  const moved = (deadline: string, day: number, reason: string) =>
    record(
      fact(
        CAMPAIGN_STREAM,
        COUNTY,
        {
          type: 'DeadlineMoved',
          data: { deadline, fromAt: SEASON_START + day * DAY_MS, toAt: SEASON_START + (day + 1) * DAY_MS, reason },
        },
        coordinator,
      ),
    );
  moved('last-deposit', 25, '银行假日');
  moved('collect', 20, '大雨');
  record(fact(CAMPAIGN_STREAM, COUNTY, { type: 'CampaignPaused', data: { reason: '停电' } }, coordinator));
  record(fact(CAMPAIGN_STREAM, COUNTY, { type: 'CampaignResumed', data: { reason: '来电' } }, coordinator));
  const clock = { planStartAt: now(), realStartAt: SEASON_START, speed: 60_000, holdAt: null, heldBy: null };
  record(fact(CAMPAIGN_STREAM, COUNTY, { type: 'ClockSet', data: { clock } }, coordinator));
}

/** An approval asked for by the coordinator and granted by the tax branch; another one beside it is refused. */
export function approvedBySecond(
  { fact, record, id }: SeasonScribe,
  act: 'advance-over-gate' | 'reopen-phase',
  summary: string,
): string {
  const ask = (approvalId: string, reason: string) =>
    record(
      fact(
        `approval-${approvalId}`,
        COUNTY,
        {
          type: 'ApprovalRequested',
          data: {
            act,
            requestSha256: sha(approvalId),
            summary,
            reason,
            askedBy: 'u_coordinator',
            request: { phase: 'screen' },
          },
        },
        { actor: 'u_coordinator' },
      ),
    );
  const [granted, refused] = [id(), id()];
  ask(granted, '有必要的');
  record(
    fact(`approval-${granted}`, COUNTY, { type: 'ApprovalGranted', data: { grantedBy: 'u_tax' } }, { actor: 'u_tax' }),
  );
  ask(refused, '不需要的');
  record(
    fact(`approval-${refused}`, COUNTY, { type: 'ApprovalRefused', data: { reason: '没有必要' } }, { actor: 'u_tax' }),
  );
  return granted;
}
