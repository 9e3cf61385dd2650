import { formatYuan } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { useSaid } from '../look/said.tsx';
import { useWords } from '../look/words.tsx';
import { type MayNotJoin, NotHere } from './not-here.tsx';
import type { PayerCheck } from './use-payer-check.ts';

type Props = {
  readonly premiumFen: number;
  readonly answer: PayerCheck | null;
  readonly mayNotJoin: MayNotJoin | null;
};

/** What is due and why, before money is taken; whether somebody has taken it already; who may not join. */
export function AmountDue({ premiumFen, answer, mayNotJoin }: Props) {
  const say = useWords();
  const said = useSaid();
  const { yuan, decimals } = formatYuan(mayNotJoin ? 0 : (answer?.dueFen ?? premiumFen));
  return (
    <div data-testid="amount-due" aria-live="polite">
      <p className="due">
        <span>{say('应收', 'due')}</span>
        <strong>
          {yuan}
          <small>{decimals}</small> {say('元', 'yuan')}
        </strong>
      </p>
      {answer === null || mayNotJoin ? null : (
        <p className={answer.dueFen === 0 ? 'label late' : 'label'}>
          {answer.dueFen === 0 ? <Mark name="late" /> : null} {said(answer.why)}
        </p>
      )}
      {answer?.registered.map(({ where, receiptTail, receivedOn }) => (
        <p key={receiptTail} className="label late">
          {said(where)}，{receivedOn}，{say('收据尾号', 'receipt ending in')} <strong>{receiptTail}</strong>
        </p>
      ))}
      {mayNotJoin ? <NotHere {...mayNotJoin} /> : null}
    </div>
  );
}
