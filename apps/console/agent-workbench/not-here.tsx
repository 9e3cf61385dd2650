import { Mark } from '../look/mark.tsx';
import { useSaid } from '../look/said.tsx';
import { useWords } from '../look/words.tsx';
import type { PayerCheck } from './use-payer-check.ts';

export type MayNotJoin = NonNullable<PayerCheck['mayNotJoin']>;

/** The button under the thumb must not hide what has to be read before it. */
const intoView = (notice: HTMLElement | null): void => notice?.scrollIntoView({ block: 'nearest' });

/** read out to the payer before money is taken: why not, what to bring, where to turn instead. */
export function NotHere({ verdict, reason, evidence, wayOut }: MayNotJoin) {
  const say = useWords();
  const said = useSaid();
  return (
    <div className="notice late" role="alert" data-verdict={verdict} ref={intoView}>
      <h3>
        <Mark name="late" />
        {verdict === 'refused'
          ? say('不能参保，不要收款', 'May not join: take no money')
          : say('在别处缴费，不要收款', 'Pays elsewhere: take no money')}
      </h3>
      <p>{said(reason)}</p>
      {evidence.length === 0 ? null : (
        <p>
          {say('凭证', 'to bring')}：{evidence.map(said).join(say('；', '; '))}
        </p>
      )}
      <p className="strong">{said(wayOut)}</p>
    </div>
  );
}
