import type { ReactNode } from 'react';

export type MarkName =
  | 'late'
  | 'near'
  | 'waiting'
  | 'done'
  | 'breaks'
  | 'warning'
  | 'incomplete'
  | 'unknown'
  | 'stale'
  | 'stopped'
  | 'outline'
  | 'tint'
  | 'solid';

const colours: Record<MarkName, string> = {
  late: 'var(--late)',
  near: 'var(--near)',
  waiting: 'var(--ink-2)',
  done: 'var(--ok)',
  breaks: 'var(--late)',
  warning: 'var(--near)',
  incomplete: 'var(--ink-2)',
  unknown: 'var(--ink-2)',
  stale: 'var(--ink-2)',
  stopped: 'var(--ink)',
  outline: 'var(--m1-line)',
  tint: 'var(--m2)',
  solid: 'var(--m3)',
};

const shapes: Record<MarkName, ReactNode> = {
  late: <path d="M6 1.2 11.4 11H.6z" fill="currentColor" />,
  near: (
    <>
      <circle cx="6" cy="6" r="4.9" fill="none" stroke="currentColor" strokeWidth="1.2" />
      <path d="M6 1.1a4.9 4.9 0 0 0 0 9.8z" fill="currentColor" />
    </>
  ),
  waiting: <circle cx="6" cy="6" r="4.7" fill="none" stroke="currentColor" strokeWidth="1.3" />,
  done: <path d="m1.2 6.4 3 3.1 6.5-7" fill="none" stroke="currentColor" strokeWidth="1.9" />,
  breaks: (
    <>
      <path d="M.6.6h10.8v10.8H.6z" fill="currentColor" />
      <path d="m3.4 3.4 5.2 5.2M8.6 3.4 3.4 8.6" stroke="var(--paper)" strokeWidth="1.4" />
    </>
  ),
  warning: <path d="M6 .4 11.6 6 6 11.6.4 6z" fill="currentColor" />,
  incomplete: (
    <>
      <path d="M.7.7h10.6v10.6H.7z" fill="none" stroke="currentColor" />
      <path d="M.7 6 6 .7M.7 11.3 11.3.7M6 11.3 11.3 6" stroke="currentColor" />
    </>
  ),
  unknown: (
    <>
      <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" strokeDasharray="2 1.6" />
      <text x="6" y="8.7" fontSize="7.5" textAnchor="middle" fill="currentColor">
        ?
      </text>
    </>
  ),
  stale: (
    <>
      <circle cx="6" cy="6" r="4.9" fill="none" stroke="currentColor" strokeWidth="1.2" />
      <path d="M6 3v3.2l2 1.2" fill="none" stroke="currentColor" strokeWidth="1.2" />
    </>
  ),
  stopped: <path d="M2 1h2.8v10H2zM7.2 1H10v10H7.2z" fill="currentColor" />,
  outline: <path d="M1.2 1.2h9.6v9.6H1.2z" fill="var(--m1-fill)" stroke="currentColor" />,
  tint: <path d="M.7.7h10.6v10.6H.7z" fill="currentColor" />,
  solid: <path d="M.7.7h10.6v10.6H.7z" fill="currentColor" />,
};

/** A 12 px sign; never the only carrier of its meaning, so it is hidden from screen readers and always has a word beside it. */
export function Mark({ name }: { readonly name: MarkName }) {
  return (
    <svg
      width="12"
      height="12"
      viewBox="0 0 12 12"
      aria-hidden="true"
      style={{ color: colours[name], flex: 'none', verticalAlign: '-1px' }}
    >
      {shapes[name]}
    </svg>
  );
}
