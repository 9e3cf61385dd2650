import { useEffect, useRef, type ReactNode } from 'react';

type SheetProps = {
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
  readonly onClose: () => void;
  readonly width?: number;
};

/** A dialog: Escape closes it and the focus goes back to what opened it (the browser's own <dialog> does both). */
export function Sheet({ title, children, foot, onClose, width }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="sheet"
      onClose={onClose}
      style={width ? { width: `min(${width}px, calc(100vw - 40px))` } : undefined}
    >
      <div className="head">
        {title}
        <button
          className="btn plain small"
          style={{ marginLeft: 'auto' }}
          aria-label="关 close"
          onClick={() => dialog.current?.close()}
        >
          ✕
        </button>
      </div>
      <div className="body">{children}</div>
      {foot ? <div className="foot">{foot}</div> : null}
    </dialog>
  );
}
