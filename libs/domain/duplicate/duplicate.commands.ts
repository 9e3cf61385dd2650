import type { DuplicateEvent } from './duplicate.events.ts';

type DataOf<Type extends DuplicateEvent['type']> = Extract<DuplicateEvent, { type: Type }>['data'];

/** Stream of one pair. */
export type DuplicateCommand =
  | { readonly type: 'ReportNearDuplicate'; readonly data: DataOf<'NearDuplicateFound'> }
  | {
      readonly type: 'JudgeDuplicate';
      readonly data: Pick<DataOf<'DuplicateJudged'>, 'registration' | 'other' | 'verdict' | 'reason'> & {
        /** Fingerprint of what the judge has seen. */
        readonly seen: string;
        /** The pair as it stands; null = the two records have nothing in common (any more). */
        readonly pair: CurrentPair | null;
      };
    };

export type CurrentPair = Pick<DataOf<'DuplicateJudged'>, 'kind' | 'fingerprint'> & {
  /** The later record is enrolled, refused or a leftover: no screening will ask for a verdict any more. */
  readonly isSettled: boolean;
};
