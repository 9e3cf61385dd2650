import { formatCount } from './format.ts';
import { useWords } from './words.tsx';

type Props = {
  /** Keys behind which the pages up to this one begin; empty = the first page. */
  readonly before: readonly string[];
  readonly shown: number;
  readonly size: number;
  readonly total: number;
  readonly next: string | null;
  readonly onGo: (before: readonly string[]) => void;
};

/** Which rows of how many stand above, and the way to the next: nothing is cut off in silence. */
export function KeyPages({ before, shown, size, total, next, onGo }: Props) {
  const say = useWords();
  if (total === 0) return null;
  const first = before.length * size + 1;
  return (
    <p style={{ paddingTop: 8 }} data-testid="key-pages">
      {total > size ? (
        <>
          <button className="btn small" disabled={before.length === 0} onClick={() => onGo(before.slice(0, -1))}>
            {say('前一页', 'Before')}
          </button>{' '}
          <button
            className="btn small"
            disabled={next === null}
            onClick={() => onGo(next === null ? before : [...before, next])}
          >
            {say('后一页', 'Next')}
          </button>{' '}
        </>
      ) : null}
      <span className="dim">
        {say(
          `第 ${formatCount(first)} 至 ${formatCount(first + shown - 1)} 行，共 ${formatCount(total)} 行`,
          `${formatCount(first)} to ${formatCount(first + shown - 1)} of ${formatCount(total)}`,
        )}
      </span>
    </p>
  );
}
