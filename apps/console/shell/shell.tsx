import { campaignContract } from '@canbao/http-contract/campaign.contract';
import { sessionContract } from '@canbao/http-contract/session.contract';
import type { ReactNode } from 'react';

import { useAnswer, useCommand } from '../api/use-answer.ts';
import { useLive } from '../api/use-live.ts';
import { LanguageSwitch } from '../look/language-switch.tsx';
import { Mark } from '../look/mark.tsx';
import { useWords } from '../look/words.tsx';
import { roleTitles, useSession } from '../session/session.tsx';
import { ClockControl } from './clock-control.tsx';
import { KeyList } from './key-list.tsx';
import { Moment } from './moment.tsx';
import { Rail } from './rail.tsx';
import { useAsOf } from './use-as-of.ts';
import { useDeskKeys } from './use-desk-keys.ts';

/** Brand, top bar (campaign, office, moment and position, language, person) and rail around every page. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const say = useWords();
  const session = useSession();
  const live = useLive();
  const { at, query } = useAsOf();
  const state = useAnswer(campaignContract.state, { query });
  const signOut = useCommand(sessionContract.signOut);
  const { isListOpen, closeList } = useDeskKeys();
  const [grant] = session.grants;
  return (
    <div className="shell">
      <div className="brand">参保</div>
      <header className={at === null ? 'top' : 'top past'}>
        <strong className="campaign">{state.data?.title ?? say('还没有开启征缴', 'No campaign is open')}</strong>
        <span className="divider desk" />
        <span className="dim nowrap desk">
          {grant ? say(roleTitles[grant.role].zh, roleTitles[grant.role].en) : ''} {grant?.unitName}
        </span>
        <span className="gap" />
        {state.data?.isPaused ? (
          <span className="near nowrap" data-testid="paused">
            <Mark name="stopped" /> {say('已暂停', 'paused')}
          </span>
        ) : null}
        {at === null && state.data?.isRehearsal ? (
          <ClockControl clock={state.data.clock} planNow={live.planNow ?? state.data.planNow} />
        ) : null}
        <Moment live={live} state={state.data} />
        <span className="divider desk" />
        <LanguageSwitch />
        <span className="nowrap desk">{session.displayName}</span>
        <button
          className="btn plain small"
          onClick={() => signOut.mutate({}, { onSettled: () => window.location.assign('/') })}
        >
          {say('退出', 'Sign out')}
        </button>
      </header>
      <Rail search={at === null ? '' : `?at=${at}`} />
      <main>{children}</main>
      {isListOpen ? <KeyList onClose={closeList} /> : null}
    </div>
  );
}
