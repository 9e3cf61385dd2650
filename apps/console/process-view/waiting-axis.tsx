type Props = { readonly since: number; readonly next: number | null; readonly now: number; readonly tone: string };

const day = 86_400_000;
const width = 190;
const middle = width / 2;

/** Bar waiting since, line now, diamond next timer; an arrow where either lies beyond a day. The columns beside it say the same. */
export function WaitingAxis({ since, next, now, tone }: Props) {
  const x = (at: number): number => middle + ((at - now) / day) * (middle - 8);
  const from = Math.max(8, x(since));
  const to = next === null ? null : Math.min(width - 8, x(next));
  return (
    <svg width={width} height={20} aria-hidden="true" style={{ display: 'block', color: tone }}>
      {to !== null && to > middle ? (
        <line x1={middle} x2={to} y1={10} y2={10} stroke="var(--ink-3)" strokeDasharray="1.5 1.5" />
      ) : null}
      <rect x={from} y={7} width={Math.max(1, middle - from)} height={6} fill="currentColor" />
      {x(since) < 8 ? <path d={`M${from} 5v10l-6-5z`} fill="currentColor" /> : null}
      <line x1={middle} x2={middle} y1={0} y2={20} stroke="var(--ink)" />
      {next === null || to === null ? null : x(next) > width - 8 ? (
        <path d={`M${to} 7l4 3-4 3`} fill="none" stroke="var(--ink-2)" />
      ) : (
        <path d={`M${to} 5l5 5-5 5-5-5z`} fill="var(--paper)" stroke="currentColor" strokeWidth="1.2" />
      )}
    </svg>
  );
}
