import { useSearchParams } from 'react-router';

/** Moment A of a comparison, a position kept in the address bar beside `at`; null = none is marked. */
export function useCompared(): { readonly a: number | null; readonly setA: (a: number | null) => void } {
  const [search, setSearch] = useSearchParams();
  const text = search.get('a');
  const setA = (position: number | null) =>
    setSearch((last) => {
      const next = new URLSearchParams(last);
      if (position === null) next.delete('a');
      else next.set('a', String(position));
      return next;
    });
  return { a: text !== null && /^\d+$/.test(text) ? Number(text) : null, setA };
}
