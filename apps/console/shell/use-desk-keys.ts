import { useEffect, useState } from 'react';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;

/** What a row offers first: what Enter then does is the browser's own. */
const handleOf = (row: Element): HTMLElement | null => row.querySelector('a[href], button:not(:disabled)');

function move(by: 1 | -1): void {
  const handles = [...document.querySelectorAll('main tbody tr, main li')].flatMap((row) => handleOf(row) ?? []);
  if (handles.length === 0) return;
  const at = handles.findIndex((handle) => handle === document.activeElement);
  const next = handles[Math.min(handles.length - 1, Math.max(0, at + by))] ?? handles[0];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

/** J and K walk the rows that can be opened, `?` lists the keys. Nothing is taken from a field or an open dialog. */
export function useDeskKeys(): { readonly isListOpen: boolean; readonly closeList: () => void } {
  const [isListOpen, setListOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
      if (event.key === 'j') move(1);
      else if (event.key === 'k') move(-1);
      else if (event.key === '?') setListOpen(true);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return { isListOpen, closeList: () => setListOpen(false) };
}
