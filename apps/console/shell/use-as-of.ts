import { useSearchParams } from 'react-router';

/** The moment that every figure of the page is of: a position from the address bar, or null = now. */
export function useAsOf(): {
  readonly at: number | null;
  readonly query: { readonly at?: number };
  readonly setAt: (at: number | null) => void;
} {
  const [search, setSearch] = useSearchParams();
  const text = search.get('at');
  const at = text !== null && /^\d+$/.test(text) ? Number(text) : null;
  const setAt = (position: number | null) =>
    setSearch((last) => {
      const next = new URLSearchParams(last);
      if (position === null) next.delete('at');
      else next.set('at', String(position));
      return next;
    });
  return { at, query: at === null ? {} : { at }, setAt };
}
