import type { ReactNode } from 'react';

/** Why there is nothing here, and what will come when (an empty table alone says neither). */
export function Empty({ why, what }: { readonly why: string; readonly what?: ReactNode }) {
  return (
    <div className="empty">
      <p className="strong">{why}</p>
      {what ? <p className="dim">{what}</p> : null}
    </div>
  );
}
