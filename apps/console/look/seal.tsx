export type MeasureName = 'registered' | 'deposited' | 'entered';

const seals = {
  registered: {
    sign: '登',
    title: '已登记',
    en: 'registered',
    style: { background: 'var(--m1-fill)', border: '1px solid var(--m1-line)', color: 'var(--ink)' },
  },
  deposited: {
    sign: '存',
    title: '已到账',
    en: 'deposited',
    style: { background: 'var(--m2)', border: '1px solid var(--m2)', color: 'var(--paper)' },
  },
  entered: {
    sign: '库',
    title: '已入库',
    en: 'entered',
    style: { background: 'var(--m3)', border: '1px solid var(--m3)', color: 'var(--paper)' },
  },
} as const;

export const measureTitle = (name: MeasureName) => seals[name];

/** R-803a: every figure wears its measure, a seal of 17 px. */
export function Seal({ name }: { readonly name: MeasureName }) {
  const seal = seals[name];
  return (
    <span
      title={`${seal.title} ${seal.en}`}
      style={{
        ...seal.style,
        display: 'inline-grid',
        placeItems: 'center',
        width: 17,
        height: 17,
        fontSize: 11,
        lineHeight: '15px',
        borderRadius: 2,
        flex: 'none',
        verticalAlign: 1,
      }}
    >
      {seal.sign}
    </span>
  );
}
