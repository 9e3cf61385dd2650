import { useRef, useState, type KeyboardEvent } from 'react';

import { useWords } from '../look/words.tsx';
import { type BookCell, cellWords, numberStates, stateWords } from './number-state.ts';

const PER_ROW = 25;

type Props = {
  readonly cells: readonly BookCell[];
  readonly chosen: number | null;
  readonly onChoose: (number: number) => void;
};

/**
 * A cell a number, 25 a row. One cell takes the focus and the arrows move it (Home and End: the row's ends); Enter opens
 * the number. What the hover says stands under the grid too.
 */
export function BookGrid({ cells, chosen, onChoose }: Props) {
  const say = useWords();
  const grid = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(0);
  const [pointed, setPointed] = useState<number | null>(null);
  const rows = Array.from({ length: Math.ceil(cells.length / PER_ROW) }, (_, row) =>
    cells.slice(row * PER_ROW, (row + 1) * PER_ROW),
  );
  const go = (index: number) => {
    const to = Math.max(0, Math.min(cells.length - 1, index));
    setFocused(to);
    grid.current?.querySelector<HTMLButtonElement>(`[data-index="${to}"]`)?.focus();
  };
  const move = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: PER_ROW,
      ArrowUp: -PER_ROW,
      Home: -(focused % PER_ROW),
      End: PER_ROW - 1 - (focused % PER_ROW),
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    go(focused + step);
  };
  const shown = cells[pointed ?? focused];
  return (
    <>
      <ul className="book-legend" aria-label={say('图例', 'legend')}>
        {numberStates.map((state) => (
          <li key={state} className="nowrap">
            <span className={`sheet ${state}`} aria-hidden="true" /> {say(stateWords[state].zh, stateWords[state].en)}{' '}
            <span className="faint">{cells.filter((cell) => cell.state === state).length}</span>
          </li>
        ))}
      </ul>
      <div
        ref={grid}
        className="book-grid"
        role="grid"
        aria-label={say('号码', 'numbers')}
        onKeyDown={move}
        onMouseLeave={() => setPointed(null)}
      >
        {rows.map((row, nth) => (
          <div key={row[0]!.number} role="row" className="book-row">
            <span role="rowheader" className="mono faint">
              {row[0]!.receipt.slice(-5)}
            </span>
            {row.map((cell, column) => {
              const index = nth * PER_ROW + column;
              return (
                <button
                  key={cell.number}
                  role="gridcell"
                  className={`sheet ${cell.state}`}
                  tabIndex={index === focused ? 0 : -1}
                  aria-selected={cell.number === chosen}
                  aria-label={cellWords(cell, say)}
                  title={cellWords(cell, say)}
                  data-index={index}
                  data-number={cell.number}
                  data-state={cell.state}
                  onFocus={() => setFocused(index)}
                  onMouseEnter={() => setPointed(index)}
                  onClick={() => onChoose(cell.number)}
                />
              );
            })}
          </div>
        ))}
      </div>
      <p className="label book-said" data-testid="number-said">
        {shown ? cellWords(shown, say) : ''}
      </p>
    </>
  );
}
