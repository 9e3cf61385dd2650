import type { ReactNode } from 'react';

type Props = {
  readonly title: ReactNode;
  readonly name: string;
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly hint?: string;
  readonly isCode?: boolean;
};

/** One field of the phone: title above, 48 px to hit, 16 px text, nothing remembered by the browser. */
export function PhoneField({ title, name, value, onChange, hint, isCode }: Props) {
  return (
    <label className="field">
      <span className="name">{title}</span>
      <input
        className={isCode ? 'input mono' : 'input'}
        name={name}
        autoComplete="off"
        placeholder={hint}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
