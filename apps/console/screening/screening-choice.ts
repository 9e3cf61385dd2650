import { townshipContract } from '@canbao/http-contract/township.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';
import { useSearchParams } from 'react-router';

import { useHasRole } from '../session/session.tsx';

export type Screening = AnswerOf<typeof townshipContract.screening>;
export type Round = Screening['rounds'][number];
export type Desk = 'healthCentre' | 'tax';
export type Counts = Screening['villages'][number]['rounds'][number]['healthCentre'];
export type ScreenedRows = AnswerOf<typeof townshipContract.screeningRows>;
export type RowSet = ScreenedRows['sets'][number]['set'];

const sets: readonly RowSet[] = ['returned', 'corrected', 'failed', 'waiting', 'all'];

/** What of a township's queue is looked at; kept in the address, so that it can be sent to somebody. */
export type ScreeningChoice = {
  readonly round: 1 | 2;
  readonly desk: Desk;
  readonly village: string | null;
  readonly set: RowSet;
  readonly reason: string | null;
  readonly choose: (change: Readonly<Record<string, string | null>>) => void;
};

/** Without a word in the address: the caller's own desk, and the round that is on. */
export function useScreeningChoice({ rounds }: Screening): ScreeningChoice {
  const [search, setSearch] = useSearchParams();
  const ownDesk = useHasRole('tax-branch') ? 'tax' : 'healthCentre';
  const isRound2 = rounds[0]?.tax.isHandedOver === true;
  const desk = search.get('desk');
  const round = search.get('round');
  return {
    round: round === '1' ? 1 : round === '2' || isRound2 ? 2 : 1,
    desk: desk === 'tax' || desk === 'healthCentre' ? desk : ownDesk,
    village: search.get('village'),
    set: sets.find((one) => one === search.get('set')) ?? 'returned',
    reason: search.get('reason'),
    choose: (change) =>
      setSearch((last) => {
        const next = new URLSearchParams(last);
        for (const [key, value] of Object.entries(change)) {
          if (value === null) next.delete(key);
          else next.set(key, value);
        }
        return next;
      }),
  };
}
