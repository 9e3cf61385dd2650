import './overview.css';

import { campaignContract } from '@canbao/http-contract/campaign.contract';
import type { Phase } from '@canbao/domain/campaign/phase';
import { useState } from 'react';

import { useAnswer } from '../api/use-answer.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useWords } from '../look/words.tsx';
import { useHasRole } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import { TimeBar } from '../audit/time-bar.tsx';
import { Alerts } from './alerts.tsx';
import { Deadlines } from './deadlines.tsx';
import { GateSheet } from './gate-sheet.tsx';
import { MeasureBars } from './measure-bars.tsx';
import { MoneyPlaces } from './money-places.tsx';
import { PhaseStepper } from './phase-stepper.tsx';
import { RecentReminders } from './recent-reminders.tsx';
import { TownshipStrip } from './township-strip.tsx';

/** Where the campaign stands and what is overdue, in five seconds. */
export function CountyOverviewPage() {
  const say = useWords();
  const { query, at } = useAsOf();
  const overview = useAnswer(campaignContract.overview, { query });
  const isAuditor = useHasRole('auditor', 'discipline-inspector');
  const [gateOf, setGateOf] = useState<Phase | null>(null);
  if (overview.error) return <ProblemNotice problem={overview.error.problem} />;
  if (!overview.data)
    return (
      <p className="dim">
        {at === null
          ? say('正在读取…', 'Reading…')
          : say('正在按那一刻重算各数…', 'Rebuilding every figure as of that moment…')}
      </p>
    );
  const shown = overview.data;
  return (
    <div className="overview">
      {isAuditor ? <TimeBar /> : null}
      <PhaseStepper campaign={shown.campaign} onGate={at === null ? setGateOf : undefined} />
      <TownshipStrip townships={shown.townships} targetRate={shown.task.targetRate} />
      <div className="columns">
        <div className="left">
          <div className="upper">
            <Deadlines campaign={shown.campaign} />
            <MeasureBars overview={shown} />
          </div>
          <MoneyPlaces overview={shown} />
        </div>
        <div className="right">
          <Alerts alerts={shown.alerts} count={shown.alertCount} planNow={shown.campaign.planNow} />
          <RecentReminders isRoomy={shown.alerts.length < 4} />
        </div>
      </div>
      {gateOf ? <GateSheet phase={gateOf} campaign={shown.campaign} onClose={() => setGateOf(null)} /> : null}
    </div>
  );
}
