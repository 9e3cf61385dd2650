import type { Role } from '@canbao/domain/campaign/role';
import { Fragment } from 'react';
import { NavLink } from 'react-router';

import { useWords } from '../look/words.tsx';
import { useSession } from '../session/session.tsx';
import { useOpenCounts } from './use-open-counts.ts';

export type RailItem = {
  readonly to: string;
  readonly zh: string;
  readonly en: string;
  readonly roles: readonly Role[];
};

const readers: readonly Role[] = ['county-coordinator', 'supervisor', 'auditor', 'discipline-inspector'];

/** Screens by role, in groups. A role sees the screens its work needs and no others. */
export const railGroups: readonly (readonly RailItem[])[] = [
  [
    { to: '/overview', zh: '总览', en: 'Overview', roles: readers },
    { to: '/agent', zh: '工作台', en: 'Workbench', roles: ['agent'] },
    {
      to: '/townships',
      zh: '乡镇',
      en: 'Townships',
      roles: [...readers, 'township-office', 'health-centre', 'tax-branch'],
    },
    { to: '/tasks', zh: '任务', en: 'Targets', roles: readers },
    {
      to: '/approvals',
      zh: '批准',
      en: 'Approvals',
      roles: ['county-coordinator', 'tax-branch', 'health-centre', 'auditor', 'discipline-inspector'],
    },
  ],
  [
    { to: '/files', zh: '名册', en: 'Files', roles: ['village-committee', 'township-office', 'health-centre'] },
    { to: '/screening', zh: '筛查', en: 'Screening', roles: ['health-centre', 'tax-branch', 'auditor'] },
    {
      to: '/duplicates',
      zh: '查重',
      en: 'Twice',
      roles: ['tax-branch', 'county-coordinator', 'auditor', 'discipline-inspector'],
    },
    { to: '/enrolment', zh: '入库', en: 'Enrol', roles: ['tax-branch', 'county-coordinator', 'auditor'] },
    { to: '/bureau', zh: '批次', en: 'Batches', roles: ['insurance-bureau', 'county-coordinator', 'auditor'] },
    {
      to: '/leftovers',
      zh: '遗留',
      en: 'Leftovers',
      roles: ['tax-branch', 'health-centre', 'township-office', 'county-coordinator', 'auditor'],
    },
    { to: '/bank', zh: '银行', en: 'Bank', roles: ['bank-clerk', 'county-coordinator', 'tax-branch', 'auditor'] },
    { to: '/receipt-books', zh: '收据', en: 'Receipts', roles: [...readers, 'tax-branch', 'township-office'] },
    {
      to: '/sponsors',
      zh: '资助',
      en: 'Sponsors',
      roles: ['sponsor-department', 'county-coordinator', 'tax-branch', 'auditor'],
    },
    {
      to: '/postings',
      zh: '公示',
      en: 'Posting',
      roles: ['village-committee', 'township-office', 'county-coordinator', 'supervisor', 'auditor'],
    },
  ],
  [
    { to: '/reports', zh: '报表', en: 'Reports', roles: [...readers, 'bank-clerk'] },
    {
      to: '/reminders',
      zh: '提醒',
      en: 'Reminders',
      roles: [
        ...readers,
        'township-office',
        'health-centre',
        'tax-branch',
        'village-committee',
        'agent',
        'bank-clerk',
        'insurance-bureau',
      ],
    },
    { to: '/history', zh: '查阅', en: 'History', roles: ['auditor', 'discipline-inspector'] },
    { to: '/process', zh: '流程', en: 'Process', roles: ['county-coordinator', 'supervisor', 'auditor'] },
  ],
];

export function Rail({ search }: { readonly search: string }) {
  const { grants } = useSession();
  const say = useWords();
  const open = useOpenCounts();
  const mine = railGroups
    .map((group) => group.filter(({ roles }) => grants.some(({ role }) => roles.includes(role))))
    .filter((group) => group.length > 0);
  return (
    <nav className="rail" aria-label={say('屏幕', 'screens')}>
      <div className="links">
        {mine.map((group, index) => (
          <Fragment key={index}>
            {index > 0 ? <hr /> : null}
            {group.map(({ to, zh, en }) => (
              <NavLink key={to} to={`${to}${search}`} lang={say('zh', 'en')}>
                {say(zh, en)}
                {open.has(to) ? (
                  <span className={open.get(to)?.isLate ? 'count late' : 'count near'} data-count={to}>
                    {open.get(to)?.count}
                  </span>
                ) : null}
                <span className="en">{say(en, zh)}</span>
              </NavLink>
            ))}
          </Fragment>
        ))}
      </div>
    </nav>
  );
}
