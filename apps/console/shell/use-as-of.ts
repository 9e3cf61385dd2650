import { useSearchParams } from 'react-router';

export type AsOf = {
  /** A position, or null = now. */
  readonly at: number | null;
  readonly query: { readonly at?: number };
  readonly setAt: (at: number | null) => void;
  /** A path of the console that keeps the moment that is shown. */
  readonly linkTo: (path: string) => string;
};

const positionIn = (text: string | null): number | null => (text !== null && /^\d+$/.test(text) ? Number(text) : null);

/** The moment that every figure of the page is of, from the address bar. */
export function useAsOf(): AsOf {
  const [search, setSearch] = useSearchParams();
  const at = positionIn(search.get('at'));
  const setAt = (position: number | null) =>
    setSearch((last) => {
      const next = new URLSearchParams(last);
      if (position === null) next.delete('at');
      else next.set('at', String(position));
      return next;
    });
  const linkTo = (path: string) => (at === null ? path : `${path}${path.includes('?') ? '&' : '?'}at=${at}`);
  return { at, query: at === null ? {} : { at }, setAt, linkTo };
}
