import { campaignContract } from '@canbao/http-contract/campaign.contract';
import { sessionContract } from '@canbao/http-contract/session.contract';
import type { ReactNode } from 'react';

import { useAnswer, useCommand } from '../api/use-answer.ts';
import { useLive } from '../api/use-live.ts';
import { formatCount, formatFullInstant } from '../look/format.ts';
import { LanguageSwitch } from '../look/language-switch.tsx';
import { Mark } from '../look/mark.tsx';
import { useWords } from '../look/words.tsx';
import { roleTitles, useSession } from '../session/session.tsx';
import { ClockControl } from './clock-control.tsx';
import { Rail } from './rail.tsx';
import { useAsOf } from './use-as-of.ts';

/** Brand, top bar (campaign, office, moment and position, language, person) and rail around every page. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const say = useWords();
  const session = useSession();
  const live = useLive();
  const { at, query, setAt } = useAsOf();
  const state = useAnswer(campaignContract.state, { query });
  const signOut = useCommand(sessionContract.signOut);
  const role = session.grants[0]?.role;
  const shownAt = at === null ? (live.planNow ?? state.data?.planNow) : state.data?.moment.planAt;
  return (
    <div className="shell">
      <div className="brand">参保</div>
      <header className={at === null ? 'top' : 'top past'}>
        <strong style={{ whiteSpace: 'nowrap' }}>
          {state.data?.title ?? say('还没有开启征缴', 'No campaign is open')}
        </strong>
        <span className="divider" />
        <span className="dim" style={{ whiteSpace: 'nowrap' }}>
          {role ? say(roleTitles[role].zh, roleTitles[role].en) : ''}
          {session.grants[0]?.unitName ? ` ${session.grants[0].unitName}` : ''}
        </span>
        <span style={{ marginLeft: 'auto' }} />
        {state.data?.isPaused ? (
          <span className="near">
            <Mark name="stopped" /> {say('已暂停', 'paused')}
          </span>
        ) : null}
        {at === null && state.data?.isRehearsal ? <ClockControl clock={state.data.clock} /> : null}
        <span style={{ whiteSpace: 'nowrap' }} data-testid="moment">
          {at !== null ? (
            <strong>{say('回看，不是现在', 'the past, not now')} </strong>
          ) : (
            <Mark name={live.isConnected ? 'done' : 'stale'} />
          )}{' '}
          <span className="dim">
            {at !== null ? '' : live.isConnected ? say('实时 截至', 'live at') : say('断线 截至', 'offline, as of')}
          </span>{' '}
          <strong>{shownAt === undefined ? '—' : formatFullInstant(shownAt)}</strong>{' '}
          <span className="dim">
            {say('位置', 'position')} {formatCount(at ?? live.position ?? state.data?.moment.position ?? 0)}
          </span>
        </span>
        {at !== null ? (
          <button className="btn small" onClick={() => setAt(null)}>
            {say('回到现在', 'Back to now')}
          </button>
        ) : null}
        <span className="divider" />
        <LanguageSwitch />
        <span style={{ whiteSpace: 'nowrap' }}>{session.displayName}</span>
        <button
          className="btn plain small"
          onClick={() => signOut.mutate({}, { onSettled: () => window.location.assign('/') })}
        >
          {say('退出', 'Sign out')}
        </button>
      </header>
      <Rail search={at === null ? '' : `?at=${at}`} />
      <main>{children}</main>
    </div>
  );
}
