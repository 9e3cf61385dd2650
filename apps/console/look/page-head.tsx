import type { ReactNode } from 'react';

import { Words } from './words.tsx';

/** Title of a page, what it is about, and on the right what applies to all of it. */
export function PageHead({
  zh,
  en,
  about,
  aside,
}: {
  readonly zh: string;
  readonly en: string;
  readonly about?: ReactNode;
  readonly aside?: ReactNode;
}) {
  return (
    <div style={{ display: 'flex', alignItems: 'baseline', gap: 12, flexWrap: 'wrap', marginBottom: 12 }}>
      <h1 className="page-title">
        <Words zh={zh} en={en} />
      </h1>
      {about ? <span className="dim">{about}</span> : null}
      {aside ? <span style={{ marginLeft: 'auto' }}>{aside}</span> : null}
    </div>
  );
}
