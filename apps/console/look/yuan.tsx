import { formatYuan } from './format.ts';

/** Money in yuan, decimals in lighter ink. The unit stands in the head of the column. */
export function Yuan({ fen, isStrong = false }: { readonly fen: number; readonly isStrong?: boolean }) {
  const { yuan, decimals } = formatYuan(fen);
  return (
    <span className={isStrong ? 'num strong' : 'num'}>
      {yuan}
      <span className="faint" style={{ fontWeight: 400 }}>
        {decimals}
      </span>
    </span>
  );
}
