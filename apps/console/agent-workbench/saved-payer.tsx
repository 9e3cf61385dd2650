import type { agentContract } from '@canbao/http-contract/agent.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';

import { formatYuan } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { useSaid } from '../look/said.tsx';
import { useWords } from '../look/words.tsx';
import type { Workbench } from './agent-workbench.page.tsx';
import { PhoneHead } from './phone-head.tsx';

type Props = {
  readonly receipt: string;
  readonly saved: AnswerOf<typeof agentContract.register>;
  readonly shown: Workbench;
  readonly onDone: () => void;
  readonly onNext: () => void;
};

/** Saved means stored in the log: then, and only then, this stands here. */
export function SavedPayer({ receipt, saved, shown, onDone, onNext }: Props) {
  const say = useWords();
  const said = useSaid();
  const { yuan, decimals } = formatYuan(saved.cashFen);
  // The next number is known once the workbench has been read again.
  const mayGoOn = shown.isOpen && shown.nextReceipt !== null && shown.nextReceipt !== receipt;
  return (
    <>
      <PhoneHead title={say('已登记', 'Registered')} onBack={onDone} />
      <div className="notice ok" role="status" style={{ marginTop: 12 }}>
        <h3>
          <Mark name="done" /> {say('在服务器上', 'on the server')}
        </h3>
        <p>
          {say('收据', 'receipt')} <span className="mono strong">{receipt}</span>
        </p>
        <p>
          {say('手中现金', 'cash in hand')} {yuan}
          {decimals} {say('元', 'yuan')}
        </p>
      </div>
      {saved.warnings.length > 0 ? (
        <div className="notice near" style={{ marginTop: 8 }}>
          {saved.warnings.map((warning) => (
            <p key={warning}>
              <Mark name="warning" /> {said(warning)}
            </p>
          ))}
        </div>
      ) : null}
      <div className="thumb">
        <button className="btn wide" onClick={onDone}>
          {say('回工作台', 'Back to the workbench')}
        </button>
        <button className="btn primary main" disabled={!mayGoOn} onClick={onNext}>
          ＋ {say('再收一位', 'Next payer')}
        </button>
      </div>
    </>
  );
}
