import type { AnswerOf } from '@canbao/http-contract/operation';
import type { campaignContract } from '@canbao/http-contract/campaign.contract';

import type { Live } from '../api/use-live.ts';
import { formatCount, formatFullInstant } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { useWords } from '../look/words.tsx';
import { useAsOf } from './use-as-of.ts';

type Props = { readonly live: Live; readonly state: AnswerOf<typeof campaignContract.state> | undefined };

/** Of which moment and position everything on the page is; the past says that it is the past. */
export function Moment({ live, state }: Props) {
  const say = useWords();
  const { at, setAt } = useAsOf();
  const shownAt = at === null ? (live.planNow ?? state?.planNow) : state?.moment.planAt;
  return (
    <>
      <span className="nowrap" data-testid="moment">
        {at !== null ? (
          <strong>{say('回看，不是现在', 'the past, not now')} </strong>
        ) : (
          <Mark name={live.isConnected ? 'done' : 'stale'} />
        )}{' '}
        <span className="dim desk">
          {at !== null ? '' : live.isConnected ? say('实时 截至', 'live at') : say('断线 截至', 'offline, as of')}
        </span>{' '}
        <strong>{shownAt === undefined ? '—' : formatFullInstant(shownAt)}</strong>{' '}
        <span className="dim desk">
          {say('位置', 'position')} {formatCount(at ?? live.position ?? state?.moment.position ?? 0)}
        </span>
      </span>
      {at !== null ? (
        <button className="btn small" onClick={() => setAt(null)}>
          {say('回到现在', 'Back to now')}
        </button>
      ) : null}
    </>
  );
}
