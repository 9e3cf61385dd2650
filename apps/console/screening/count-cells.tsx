import { formatCount } from '../look/format.ts';
import { useWords } from '../look/words.tsx';
import type { Counts } from './screening-choice.ts';
import { countColumns } from './count-columns.ts';

export function CountHeads() {
  const say = useWords();
  return countColumns.map(({ name, zh, en }) => (
    <th key={name} className="num">
      {say(zh, en)}
    </th>
  ));
}

/** The numbers of one stage, in the order in which they add up; what is returned and waits for its agent stands out. */
export function CountCells({ counts }: { readonly counts: Counts }) {
  const open = counts.returned - counts.corrected;
  return countColumns.map(({ name, of }) => {
    const count = of(counts);
    return (
      <td key={name} data-count={name} className={name === 'returned' && open > 0 ? 'num near strong' : 'num'}>
        {count === null ? '—' : formatCount(count)}
      </td>
    );
  });
}
