import { formatCount } from '../look/format.ts';
import { useWords } from '../look/words.tsx';
import type { ScreenedRows, ScreeningChoice } from './screening-choice.ts';
import { setWords } from './set-words.ts';

type Props = { readonly sets: ScreenedRows['sets']; readonly choice: ScreeningChoice };

/** What became of the rows, each with how many there are. */
export function RowSets({ sets, choice: { set: chosen, choose } }: Props) {
  const say = useWords();
  return (
    <span className="segmented" role="group" aria-label={say('哪些行', 'which rows')}>
      {sets.map(({ set, count }) => (
        <button key={set} data-set={set} aria-pressed={set === chosen} onClick={() => choose({ set, reason: null })}>
          {say(...setWords[set])} {formatCount(count)}
        </button>
      ))}
    </span>
  );
}
