type Props = { readonly title: string; readonly detail?: string; readonly onBack: () => void };

export function PhoneHead({ title, detail, onBack }: Props) {
  return (
    <p className="who">
      <button className="back" onClick={onBack} aria-label="返回 back">
        ‹
      </button>{' '}
      <strong>{title}</strong> {detail ? <span className="dim">{detail}</span> : null}
    </p>
  );
}
