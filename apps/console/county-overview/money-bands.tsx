import { formatCount } from '../look/format.ts';
import { useWords } from '../look/words.tsx';
import type { OverviewAnswer } from './overview-answer.ts';

const bands: Record<string, string> = {
  agents: 'var(--late)',
  bagged: 'var(--near)',
  pendingAccounts: 'var(--m2)',
  unidentified: 'var(--odd)',
  treasury: 'var(--m3)',
};
const rowHeight = 28;
const headHeight = 28;

/** From the payers to the places: left to scale (at least 2 px), right ending in the row. */
export function MoneyBands({ places, collectedFen }: Pick<OverviewAnswer, 'places' | 'collectedFen'>) {
  const say = useWords();
  const tall = places.length * rowHeight;
  const scale = (tall - 12) / Math.max(1, collectedFen);
  const thickness = (fen: number): number => (fen > 0 ? Math.max(2, fen * scale) : 0);
  const people = places.reduce((sum, place) => sum + (place.people ?? 0), 0);
  const drawn = places.map(({ place, fen }, index) => {
    const thick = thickness(fen);
    const top = places.slice(0, index).reduce((sum, before) => sum + thickness(before.fen), 6);
    return { place, fen, thick, top, middle: index * rowHeight + rowHeight / 2, right: Math.min(rowHeight - 4, thick) };
  });
  return (
    <svg className="bands" width="230" height={tall + headHeight} aria-hidden="true">
      <g transform={`translate(0 ${headHeight})`}>
        <text x="0" y="22" className="who">
          {say('缴费人', 'payers')}
        </text>
        <text x="0" y="42">
          {formatCount(people)} {say('人', '')}
        </text>
        <rect
          x="92"
          y="6"
          width="7"
          height={Math.max(
            2,
            drawn.reduce((sum, { thick }) => sum + thick, 0),
          )}
          fill="var(--rule)"
        />
        {drawn
          .filter(({ fen }) => fen > 0)
          .map(({ place, thick, top, middle, right }) => (
            <path
              key={place}
              fill={bands[place] ?? 'var(--m1-line)'}
              opacity={place === 'treasury' ? 1 : 0.55}
              d={`M99 ${top}C162 ${top} 168 ${middle - right / 2} 228 ${middle - right / 2}V${middle + right / 2}C168 ${middle + right / 2} 162 ${top + thick} 99 ${top + thick}Z`}
            />
          ))}
      </g>
    </svg>
  );
}
