import { lazy } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';

import { useSession } from '../session/session.tsx';
import { railGroups } from './rail.tsx';
import { Shell } from './shell.tsx';

const CountyOverviewPage = lazy(async () => ({
  default: (await import('../county-overview/county-overview.page.tsx')).CountyOverviewPage,
}));

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
        <Route path="*" element={<Home />} />
      </Routes>
    </Shell>
  );
}
