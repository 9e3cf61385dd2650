import { phases } from '@canbao/domain/campaign/phase';
import { twoLimitsOf } from '@canbao/domain/packs/plan-of-pack';
import { holdingDueAt } from '@canbao/domain/two-limits';
import { accountQuery } from '@canbao/projections/account/account.query';
import { agentCashQuery } from '@canbao/projections/agent-cash/agent-cash.query';
import { preparationQuery } from '@canbao/projections/preparation/preparation.query';
import { receiptBookQuery } from '@canbao/projections/receipt-book/receipt-book.query';
import { townshipPhaseQuery } from '@canbao/projections/township-phase/township-phase.query';
import { type UnitProgress, villageProgressQuery } from '@canbao/projections/village-progress/village-progress.query';

import type { Accounts } from '../access/accounts.ts';
import { accountName } from '../reading/account-name.ts';
import type { Reader } from '../reading/reader.ts';

/** Everything of one township on one page; null for a code that the campaign does not have. */
export async function townshipPage(reader: Reader, accounts: Accounts, code: string) {
  const { handle, state, moment } = reader;
  const unit = `${state.region}/${code}`;
  const own = (await villageProgressQuery.townships(handle)).find((township) => township.code === code);
  if (own === undefined) return null;
  const [preparation] = await preparationQuery.preparations(handle, code);
  const account = await accountQuery.byName(handle, code);
  const { plan = null, training = null } = preparation ?? {};
  return {
    code,
    unit,
    name: own.name,
    task: own.task,
    measures: own.measures,
    phases: await phasesOf(reader, code),
    plan: plan && { title: plan.title, documentSha256: plan.documentSha256 },
    training: training && { agents: training.agents.length, trainedOn: training.trainedOn },
    account:
      account?.tail == null
        ? null
        : {
            account: accountName(reader, code),
            tail: account.tail,
            isLocked: account.state === 'locked' || account.state === 'cleared',
          },
    responsible: await responsibleOf(reader, accounts, unit),
    villages: (await villageProgressQuery.villages(handle, code)).map(villageRow),
    agents: await agentRows(reader, accounts, code, training?.agents ?? []),
    moment,
  };
}

async function phasesOf({ handle, phases: planned }: Reader, code: string) {
  const entered = new Map((await townshipPhaseQuery.phases(handle, code)).map((row) => [row.phase, row]));
  const isPlanned = new Set((await planned()).map(({ phase }) => phase));
  return phases
    .filter((phase) => isPlanned.has(phase))
    .map((phase) => {
      const { state = 'planned', openedAt = null, closedAt = null, isOverridden = false } = entered.get(phase) ?? {};
      return { phase, state, openedAt, closedAt, isOverridden } as const;
    });
}

/** The responsibility table: the scheme's titles, and who holds the office by the access tables. */
async function responsibleOf({ pack }: Reader, accounts: Accounts, unit: string) {
  const offices = await accounts.holdersOf(unit, ['township-office', 'health-centre', 'tax-branch']);
  const scheme = pack.pack.units.responsible
    .filter((row) => row.unit === 'township')
    .map(({ title, who }) => ({ title, name: who }));
  const titles = { 'township-office': '征缴办公室', 'health-centre': '卫生院', 'tax-branch': '税务分局' } as const;
  return [
    ...scheme,
    ...offices.map(({ role, displayName }) => ({
      title: role in titles ? titles[role as keyof typeof titles] : role,
      name: displayName,
    })),
  ];
}

const villageRow = ({ code, unit, name, task, measures, sponsored }: UnitProgress) => ({
  village: code,
  unit,
  name,
  task,
  measures,
  // Sponsored people count in the task and are not collected from.
  gap: Math.max(0, task - measures.registered.people - sponsored),
});

async function agentRows(
  { handle, pack, state }: Reader,
  accounts: Accounts,
  code: string,
  trained: readonly string[],
) {
  const cash = new Map((await agentCashQuery.ofTownship(handle, code)).map((row) => [row.agent, row]));
  const withBook = new Set(await receiptBookQuery.agentsWithBook(handle, code));
  const limits = twoLimitsOf(pack.pack);
  const holders = await accounts.holdersOf(`${state.region}/${code}`, ['agent'], true);
  return holders.flatMap(({ holder: agent, displayName, unit }) => {
    if (agent === null) return [];
    const row = cash.get(agent);
    const firstReceiptAt = row?.oldestAt ?? null;
    return [
      {
        agent,
        name: displayName,
        village: unit.split('/')[2] ?? '',
        isTrained: trained.includes(agent),
        hasBook: withBook.has(agent),
        cashFen: row?.cashFen ?? 0,
        cashPeople: row?.cashPeople ?? 0,
        baggedFen: row?.baggedFen ?? 0,
        depositedFen: row?.depositedFen ?? 0,
        firstReceiptAt,
        dueAt: firstReceiptAt === null || limits === null ? null : holdingDueAt(firstReceiptAt, limits),
        alert: row?.alert ?? ('none' as const),
        returned: row?.returned ?? 0,
      },
    ];
  });
}
