import type { ReactNode } from 'react';

type Props = {
  readonly title: ReactNode;
  readonly name: string;
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly hint?: string;
  readonly isCode?: boolean;
  /** Two lines or more for a sentence. */
  readonly rows?: number;
};

/** One field: title above, as high as the screen's controls are, nothing remembered by the browser. */
export function TextField({ title, name, value, onChange, hint, isCode, rows }: Props) {
  const own = {
    className: isCode ? 'input mono' : 'input',
    ...{ name, value, autoComplete: 'off', placeholder: hint },
    onChange: (event: { readonly target: { readonly value: string } }) => onChange(event.target.value),
  };
  return (
    <label className="field">
      <span className="name">{title}</span>
      {rows === undefined ? <input {...own} /> : <textarea rows={rows} {...own} />}
    </label>
  );
}
