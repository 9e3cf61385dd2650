import { lazy } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';

import { useSession } from '../session/session.tsx';
import { railGroups } from './rail.tsx';
import { Shell } from './shell.tsx';

const CountyOverviewPage = lazy(async () => ({
  default: (await import('../county-overview/county-overview.page.tsx')).CountyOverviewPage,
}));
const AgentWorkbenchPage = lazy(async () => ({
  default: (await import('../agent-workbench/agent-workbench.page.tsx')).AgentWorkbenchPage,
}));
const TownshipsPage = lazy(async () => ({ default: (await import('../township/townships.page.tsx')).TownshipsPage }));
const TownshipPage = lazy(async () => ({ default: (await import('../township/township.page.tsx')).TownshipPage }));
const TasksPage = lazy(async () => ({ default: (await import('../tasks/tasks.page.tsx')).TasksPage }));
const ApprovalsPage = lazy(async () => ({ default: (await import('../approvals/approvals.page.tsx')).ApprovalsPage }));
const ScreeningPage = lazy(async () => ({ default: (await import('../screening/screening.page.tsx')).ScreeningPage }));
const DuplicatesPage = lazy(async () => ({
  default: (await import('../duplicates/duplicates.page.tsx')).DuplicatesPage,
}));
const FilesPage = lazy(async () => ({ default: (await import('../files/files.page.tsx')).FilesPage }));
const EnrolmentPage = lazy(async () => ({ default: (await import('../enrolment/enrolment.page.tsx')).EnrolmentPage }));
const BureauPage = lazy(async () => ({ default: (await import('../bureau/bureau.page.tsx')).BureauPage }));
const LeftoversPage = lazy(async () => ({ default: (await import('../leftovers/leftovers.page.tsx')).LeftoversPage }));
const BankPage = lazy(async () => ({ default: (await import('../bank/bank.page.tsx')).BankPage }));
const SponsorsPage = lazy(async () => ({ default: (await import('../sponsors/sponsors.page.tsx')).SponsorsPage }));
const PostingsPage = lazy(async () => ({ default: (await import('../postings/postings.page.tsx')).PostingsPage }));
const ReportsPage = lazy(async () => ({ default: (await import('../reports/reports.page.tsx')).ReportsPage }));
const ReceiptBooksPage = lazy(async () => ({
  default: (await import('../receipt-books/receipt-books.page.tsx')).ReceiptBooksPage,
}));
const RemindersPage = lazy(async () => ({ default: (await import('../reminders/reminders.page.tsx')).RemindersPage }));
const HistoryPage = lazy(async () => ({ default: (await import('../history/history.page.tsx')).HistoryPage }));
const ProcessViewPage = lazy(async () => ({
  default: (await import('../process-view/process-view.page.tsx')).ProcessViewPage,
}));
const FigurePage = lazy(async () => ({ default: (await import('../figure/figure.page.tsx')).FigurePage }));
const ComparePage = lazy(async () => ({ default: (await import('../audit/compare.page.tsx')).ComparePage }));

function Home() {
  const { grants } = useSession();
  const { search } = useLocation();
  const first = railGroups.flat().find(({ roles }) => grants.some(({ role }) => roles.includes(role)));
  return <Navigate to={`${first?.to ?? '/reminders'}${search}`} replace />;
}

/** Every screen of the console, each loaded when it is first opened. */
export function Pages() {
  return (
    <Shell>
      <Routes>
        <Route path="/overview" element={<CountyOverviewPage />} />
        <Route path="/agent" element={<AgentWorkbenchPage />} />
        <Route path="/townships" element={<TownshipsPage />} />
        <Route path="/townships/:township" element={<TownshipPage />} />
        <Route path="/tasks" element={<TasksPage />} />
        <Route path="/approvals" element={<ApprovalsPage />} />
        <Route path="/screening" element={<ScreeningPage />} />
        <Route path="/duplicates" element={<DuplicatesPage />} />
        <Route path="/files" element={<FilesPage />} />
        <Route path="/enrolment" element={<EnrolmentPage />} />
        <Route path="/bureau" element={<BureauPage />} />
        <Route path="/receipt-books" element={<ReceiptBooksPage />} />
        <Route path="/leftovers" element={<LeftoversPage />} />
        <Route path="/bank" element={<BankPage />} />
        <Route path="/sponsors" element={<SponsorsPage />} />
        <Route path="/postings" element={<PostingsPage />} />
        <Route path="/reports" element={<ReportsPage />} />
        <Route path="/reminders" element={<RemindersPage />} />
        <Route path="/history" element={<HistoryPage />} />
        <Route path="/process" element={<ProcessViewPage />} />
        <Route path="/figure" element={<FigurePage />} />
        <Route path="/compare" element={<ComparePage />} />
        <Route path="*" element={<Home />} />
      </Routes>
    </Shell>
  );
}
