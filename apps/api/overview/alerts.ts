import type { GateAnswer } from '@canbao/domain/campaign/gate';
import type { Phase } from '@canbao/domain/campaign/phase';
import type { Role } from '@canbao/domain/campaign/role';
import { twoLimitsOf } from '@canbao/domain/packs/plan-of-pack';
import { judgeHolding } from '@canbao/domain/two-limits';
import { accountQuery } from '@canbao/projections/account/account.query';
import { agentCashQuery } from '@canbao/projections/agent-cash/agent-cash.query';
import { bankLineQuery } from '@canbao/projections/bank-line/bank-line.query';

import type { Accounts } from '../access/accounts.ts';
import { accountName } from '../reading/account-name.ts';
import type { Reader } from '../reading/reader.ts';
import { responsibleNames } from '../reading/responsible-names.ts';

type Alert = {
  readonly key: string;
  readonly severity: 'late' | 'near' | 'incomplete';
  readonly unit: string;
  readonly unitName: string;
  readonly fact: string;
  readonly ownerRole: Role;
  readonly since: number;
  readonly nextStep: string;
  readonly opens: string;
};

/** Who owes what a phase's gate is missing, and where its rows are. */
const owners: { readonly [P in Phase]: { readonly role: Role; readonly page: string } } = {
  mobilize: { role: 'township-office', page: '' },
  collect: { role: 'township-office', page: '' },
  screen: { role: 'health-centre', page: '/screening' },
  enroll: { role: 'tax-branch', page: '/enrolment' },
  resolve: { role: 'health-centre', page: '/leftovers' },
  publicize: { role: 'township-office', page: '/postings' },
};
const rank = { late: 0, incomplete: 1, near: 2 } as const;

/** Everything late, near its limit or incomplete, with owner, age and next step: late first, then oldest. */
export async function alerts(reader: Reader, accounts: Accounts, gates: readonly GateAnswer[]) {
  const found = [
    ...(await latePhases(reader, gates)),
    ...(await heldCash(reader)),
    ...(await accountAlerts(reader)),
  ].sort((a, b) => rank[a.severity] - rank[b.severity] || a.since - b.since || (a.key < b.key ? -1 : 1));
  const names = await responsibleNames(
    accounts,
    found.map(({ ownerRole, unit }) => ({ toRole: ownerRole, toUnit: unit })),
  );
  return found.map((alert, i) => ({ ...alert, ownerName: names[i]! }));
}

/** A phase past its date: per unit all that its gate misses. */
async function latePhases({ phases, planAt, state }: Reader, gates: readonly GateAnswer[]): Promise<readonly Alert[]> {
  const due = new Map((await phases()).map(({ phase, dueAt }) => [phase, dueAt]));
  return gates.flatMap(({ phase, items }) => {
    const dueAt = due.get(phase) ?? planAt;
    if (dueAt >= planAt) return [];
    const blocking = items.filter(({ isWarning }) => !isWarning);
    return [...new Set(blocking.map(({ unit }) => unit))].map((unit): Alert => {
      const own = blocking.filter((item) => item.unit === unit);
      const isCounty = unit === state.region;
      const { role, page } = owners[phase];
      const township = unit.split('/')[1] ?? '';
      return {
        key: `phase/${phase}/${unit}`,
        severity: 'late',
        unit,
        unitName: own[0]!.unitName,
        fact: own.map(({ detail }) => detail).join('；'),
        ownerRole: isCounty ? 'county-coordinator' : role,
        since: dueAt,
        nextStep: isCounty ? '催办或改期 press, or move the date' : '补齐后推进 complete it, then advance',
        opens: isCounty ? '/overview' : page === '' ? `/townships/${township}` : `${page}?township=${township}`,
      };
    });
  });
}

/** cash that an agent should have banked, or will soon have to. */
async function heldCash({ handle, pack, planAt, nameOf }: Reader): Promise<readonly Alert[]> {
  const limits = twoLimitsOf(pack.pack);
  if (limits === null) return [];
  return (await agentCashQuery.alerted(handle)).map((cash): Alert => {
    const holding = { fen: cash.unbankedFen, firstReceiptAt: cash.oldestAt };
    const { dueAt } = judgeHolding(holding, limits, planAt);
    const isLate = cash.alert !== 'warned';
    const yuan = (cash.unbankedFen / 100).toFixed(2);
    return {
      key: `holding/${cash.agent}`,
      severity: isLate ? 'late' : 'near',
      unit: cash.unit,
      unitName: `${nameOf(cash.unit)} ${cash.agent}`,
      fact: `手中现金 ${yuan} 元，${cash.unbankedPeople} 人 cash in hand`,
      ownerRole: 'agent',
      since: isLate && dueAt !== null ? Math.min(dueAt, planAt) : (cash.oldestAt ?? planAt),
      nextStep: '封袋存入银行 bag it and bank it',
      opens: `/townships/${cash.unit.split('/')[1] ?? ''}`,
    };
  });
}

async function accountAlerts(reader: Reader): Promise<readonly Alert[]> {
  const { handle, state, planAt } = reader;
  const unconfirmed = (await accountQuery.all(handle)).filter((account) => account.state === 'lock-unconfirmed');
  const lines = await bankLineQuery.unidentified(handle);
  const unitOf = (account: string) => (account === 'subsidy' ? state.region : `${state.region}/${account}`);
  return [
    ...unconfirmed.map(({ account }): Alert => ({
      key: `lock/${account}`,
      severity: 'late',
      unit: state.region,
      unitName: accountName(reader, account),
      fact: '银行未确认锁户 lock not confirmed by the bank',
      ownerRole: 'bank-clerk',
      since: planAt,
      nextStep: '凭文件确认锁户 confirm it by document',
      opens: '/bank',
    })),
    ...[...new Set(lines.map(({ account }) => account))].map((account): Alert => {
      const own = lines.filter((line) => line.account === account);
      return {
        key: `unidentified/${account}`,
        severity: 'incomplete',
        unit: unitOf(account),
        unitName: accountName(reader, account),
        fact: `${own.length} 笔存款来源不明 deposits nobody can place`,
        ownerRole: account === 'subsidy' ? 'county-coordinator' : 'tax-branch',
        since: own[0]!.bookedAt,
        nextStep: '查明缴存人 find out who paid it in',
        opens: '/bank',
      };
    }),
  ];
}
