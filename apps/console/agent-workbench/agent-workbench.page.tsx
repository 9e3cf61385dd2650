import './agent-workbench.css';

import { agentContract } from '@canbao/http-contract/agent.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';
import { useState } from 'react';

import { useAnswer } from '../api/use-answer.ts';
import { UploadFile } from '../files/upload-file.tsx';
import { Answered } from '../look/answered.tsx';
import { formatCount } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { useWords } from '../look/words.tsx';
import { OwnBooks } from '../receipt-books/own-books.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import { CashMeter } from './cash-meter.tsx';
import { CloseBag } from './close-bag.tsx';
import { CorrectRow } from './correct-row.tsx';
import { NewPayer } from './new-payer.tsx';
import { PayRefund } from './pay-refund.tsx';
import { PhoneHead } from './phone-head.tsx';
import { SentAgain } from './sent-again.tsx';
import { Slip } from './slip.tsx';
import { WorkList } from './work-list.tsx';

export type Workbench = AnswerOf<typeof agentContract.workbench>;
export type AgentScreen =
  | { readonly screen: 'home' | 'new-payer' | 'close-bag' | 'upload' | 'books' | 'sent' }
  | { readonly screen: 'slip'; readonly code: string }
  | { readonly screen: 'correct' | 'refund'; readonly registration: string };

/** The agent's phone: the cash meter, what is to do, and under the thumb *new payer*. */
export function AgentWorkbenchPage() {
  const { query } = useAsOf();
  const workbench = useAnswer(agentContract.workbench, { query });
  const [at, setAt] = useState<AgentScreen>({ screen: 'home' });
  return (
    <div className="phone">
      <Answered of={workbench}>{(shown) => <Screen shown={shown} at={at} onGo={setAt} />}</Answered>
    </div>
  );
}

function Screen({
  shown,
  at,
  onGo,
}: {
  readonly shown: Workbench;
  readonly at: AgentScreen;
  readonly onGo: (to: AgentScreen) => void;
}) {
  const home = () => onGo({ screen: 'home' });
  const say = useWords();
  const [payer, setPayer] = useState(0);
  switch (at.screen) {
    case 'new-payer':
      return <NewPayer key={payer} shown={shown} onDone={home} onNext={() => setPayer(payer + 1)} />;
    case 'close-bag':
      return <CloseBag shown={shown} onClosed={(code) => onGo({ screen: 'slip', code })} onBack={home} />;
    case 'upload':
      return (
        <>
          <PhoneHead title={say('上传名册', 'Upload a list')} detail={shown.villageName} onBack={home} />
          <UploadFile />
        </>
      );
    case 'books':
      return <OwnBooks onBack={home} />;
    case 'sent':
      return <SentAgain onBack={home} />;
    case 'slip': {
      const bag = shown.bags.find(({ code }) => code === at.code);
      return bag ? <Slip shown={shown} bag={bag} onBack={home} /> : <Home shown={shown} onGo={onGo} />;
    }
    case 'correct': {
      const row = shown.returned.find(({ registration }) => registration === at.registration);
      return row ? <CorrectRow row={row} planNow={shown.planNow} onBack={home} /> : <Home shown={shown} onGo={onGo} />;
    }
    case 'refund': {
      const refund = shown.refunds.find(({ registration }) => registration === at.registration);
      return refund ? (
        <PayRefund refund={refund} planNow={shown.planNow} onBack={home} />
      ) : (
        <Home shown={shown} onGo={onGo} />
      );
    }
    case 'home':
      return <Home shown={shown} onGo={onGo} />;
  }
}

function Home({ shown, onGo }: { readonly shown: Workbench; readonly onGo: (to: AgentScreen) => void }) {
  const say = useWords();
  return (
    <>
      <p className="who">
        <strong>{shown.name}</strong>{' '}
        <span className="dim">
          {shown.townshipName}　{shown.villageName}
        </span>
      </p>
      <CashMeter shown={shown} />
      <WorkList shown={shown} onGo={onGo} />
      <div className="thumb">
        <div className="three">
          <button className="btn" disabled={shown.cash.people === 0} onClick={() => onGo({ screen: 'close-bag' })}>
            {say('封袋交款', 'Close a bag')}
          </button>
          <button className="btn" disabled={!shown.isOpen} onClick={() => onGo({ screen: 'upload' })}>
            {say('上传名册', 'Upload a list')}
          </button>
          <button className="btn" onClick={() => onGo({ screen: 'books' })}>
            {say('收据余', 'receipts')} <strong>{formatCount(shown.receiptsLeft)}</strong>
          </button>
        </div>
        <button
          className="btn primary main"
          disabled={!shown.isOpen || shown.nextReceipt === null}
          onClick={() => onGo({ screen: 'new-payer' })}
        >
          ＋ {say('新缴费人', 'New payer')}
        </button>
        {shown.isOpen && shown.nextReceipt !== null ? null : (
          <p className="label" style={{ marginTop: 6 }}>
            <Mark name={shown.isOpen ? 'late' : 'waiting'} />{' '}
            {shown.isOpen
              ? say('收据用完了：向税务分局领下一本。', 'No receipt is left: ask the tax branch for the next book.')
              : say(
                  '现在不收款：收缴期未到或已过，或本乡镇还没有准备好。',
                  'No money is taken now: the collection has not begun or is over, or the township is not ready.',
                )}
          </p>
        )}
      </div>
    </>
  );
}
