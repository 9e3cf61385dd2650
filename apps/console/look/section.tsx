import type { ReactNode } from 'react';

import { Words } from './words.tsx';

type SectionProps = {
  readonly zh: string;
  readonly en: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly id?: string;
};

/** Ruled paper: a 2 px ink rule, a title, hairlines. No cards. */
export function Section({ zh, en, aside, children, id }: SectionProps) {
  return (
    <section className="section" id={id} aria-label={zh}>
      <header>
        <h2>
          <Words zh={zh} en={en} />
        </h2>
        {aside ? <div className="aside">{aside}</div> : null}
      </header>
      {children}
    </section>
  );
}
