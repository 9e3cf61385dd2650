import type { Role } from '@canbao/domain/campaign/role';
import type { AnswerOf } from '@canbao/http-contract/operation';
import type { sessionContract } from '@canbao/http-contract/session.contract';
import { createContext, useContext } from 'react';

export type Session = AnswerOf<typeof sessionContract.current>;
export const SessionContext = createContext<Session | null>(null);

/** The signed-in person. Only pages inside the shell use it, and the shell is shown to nobody else. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('a page was shown without a session');
  return session;
}

export function useHasRole(...roles: readonly Role[]): boolean {
  return useSession().grants.some((grant) => roles.includes(grant.role));
}

/** What the shell says the person is: the first grant's office. */
export const roleTitles: Record<Role, { readonly zh: string; readonly en: string }> = {
  'county-coordinator': { zh: '县协调员', en: 'county coordinator' },
  'township-office': { zh: '乡镇征缴办', en: 'township office' },
  'health-centre': { zh: '卫生院', en: 'health centre' },
  'village-committee': { zh: '村委会', en: 'village committee' },
  agent: { zh: '代征人员', en: 'agent' },
  'tax-branch': { zh: '税务分局', en: 'tax branch' },
  'bank-clerk': { zh: '代征银行', en: 'bank clerk' },
  'insurance-bureau': { zh: '医保局', en: 'insurance bureau' },
  'sponsor-department': { zh: '资助部门', en: 'sponsor department' },
  'finance-bureau': { zh: '财政局', en: 'finance bureau' },
  supervisor: { zh: '督查', en: 'supervisor' },
  auditor: { zh: '审计，只读', en: 'auditor, read only' },
  'discipline-inspector': { zh: '纪检，只读', en: 'discipline inspector' },
  payer: { zh: '缴费人', en: 'payer' },
};
