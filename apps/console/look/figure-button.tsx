import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';

import { useHasRole } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import type { MeasureName } from './seal.tsx';

type Props = {
  readonly measure: MeasureName;
  readonly unit: string;
  readonly children: ReactNode;
  /** Positions, where the figure is not that of the moment shown: up to `at`, its last part since `from`. */
  readonly at?: number;
  readonly from?: number;
};

/** R-1002: a figure opens the events behind it, as of the moment shown. Who may not read them sees the bare figure. */
export function FigureButton({ measure, unit, children, from, at }: Props) {
  const mayOpen = useHasRole('county-coordinator', 'supervisor', 'auditor', 'discipline-inspector');
  const { at: shownAt } = useAsOf();
  const { pathname, search } = useLocation();
  if (!mayOpen) return <>{children}</>;
  const end = at ?? shownAt;
  const asked = new URLSearchParams({
    measure,
    unit,
    back: `${pathname}${search}`,
    ...(from === undefined ? {} : { from: String(from) }),
    ...(end === null ? {} : { at: String(end) }),
  });
  return (
    <Link to={`/figure?${asked.toString()}`} className="figure-link" data-figure={`${measure}:${unit}`}>
      {children}
    </Link>
  );
}
