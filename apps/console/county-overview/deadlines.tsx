import { useState } from 'react';

import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import { useHasRole } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import { AllDeadlinesSheet } from './all-deadlines-sheet.tsx';
import { DeadlineRow } from './deadline-row.tsx';
import { MoveDeadlineSheet } from './move-deadline-sheet.tsx';
import type { CampaignAnswer } from './overview-answer.ts';
import { PauseSheet } from './pause-sheet.tsx';

const day = 86_400_000;

/** The next three deadlines, with who is not ready; all of them, and the pause, one press away. */
export function Deadlines({ campaign }: { readonly campaign: CampaignAnswer }) {
  const say = useWords();
  const { at } = useAsOf();
  const maySteer = useHasRole('county-coordinator') && at === null;
  const [moving, setMoving] = useState<string | null>(null);
  const [isListing, setListing] = useState(false);
  const [isPausing, setPausing] = useState(false);
  const next = campaign.deadlines
    .filter(({ dueAt }) => dueAt > campaign.planNow - day)
    .sort((a, b) => a.dueAt - b.dueAt)
    .slice(0, 3);
  const move = maySteer ? (key: string) => setMoving(key) : undefined;
  return (
    <Section
      zh="三个期限"
      en="deadlines"
      aside={
        <>
          <button className="btn plain small" onClick={() => setListing(true)}>
            {say(`全部 ${campaign.deadlines.length} 个`, `all ${campaign.deadlines.length}`)}
          </button>
          {maySteer ? (
            <button className="btn small" onClick={() => setPausing(true)}>
              {campaign.isPaused ? say('恢复…', 'Resume…') : say('暂停…', 'Pause…')}
            </button>
          ) : null}
        </>
      }
    >
      {next.length === 0 ? (
        <p className="dim" style={{ padding: '8px 0' }}>
          {say('没有再到来的期限。', 'No deadline is ahead.')}
        </p>
      ) : null}
      {next.map((deadline) => (
        <DeadlineRow key={deadline.key} deadline={deadline} planNow={campaign.planNow} onMove={move} />
      ))}
      {isListing ? (
        <AllDeadlinesSheet
          campaign={campaign}
          onClose={() => setListing(false)}
          onMove={
            move
              ? (key) => {
                  setListing(false);
                  move(key);
                }
              : undefined
          }
        />
      ) : null}
      {moving ? <MoveDeadlineSheet campaign={campaign} deadlineKey={moving} onClose={() => setMoving(null)} /> : null}
      {isPausing ? <PauseSheet isPaused={campaign.isPaused} onClose={() => setPausing(false)} /> : null}
    </Section>
  );
}
