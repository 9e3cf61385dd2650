import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';

import { useHasRole } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import type { MeasureName } from './seal.tsx';

type Props = { readonly measure: MeasureName; readonly unit: string; readonly children: ReactNode };

/** R-1002: a figure opens the events behind it, as of the moment shown. Who may not read them sees the bare figure. */
export function FigureButton({ measure, unit, children }: Props) {
  const mayOpen = useHasRole('county-coordinator', 'supervisor', 'auditor', 'discipline-inspector');
  const { at } = useAsOf();
  const { pathname } = useLocation();
  if (!mayOpen) return <>{children}</>;
  const search = new URLSearchParams({ measure, unit, back: pathname, ...(at === null ? {} : { at: String(at) }) });
  return (
    <Link to={`/figure?${search.toString()}`} style={{ color: 'inherit' }} data-figure={`${measure}:${unit}`}>
      {children}
    </Link>
  );
}
