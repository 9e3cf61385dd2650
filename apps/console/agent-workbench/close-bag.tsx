import { agentContract } from '@canbao/http-contract/agent.contract';

import { useCommand } from '../api/use-answer.ts';
import { formatYuan } from '../look/format.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useWords } from '../look/words.tsx';
import type { Workbench } from './agent-workbench.page.tsx';
import { PhoneHead } from './phone-head.tsx';

type Props = { readonly shown: Workbench; readonly onClosed: (code: string) => void; readonly onBack: () => void };

/** Freezes the list first and shows count and sum; a closed bag is never edited. */
export function CloseBag({ shown, onClosed, onBack }: Props) {
  const say = useWords();
  const close = useCommand(agentContract.closeBag);
  const listed = shown.unbagged.slice(0, 80);
  const sum = formatYuan(listed.reduce((total, { amountFen }) => total + amountFen, 0));
  return (
    <>
      <PhoneHead title={say('封袋交款', 'Close a bag')} onBack={onBack} />
      <p className="due">
        <span>
          {listed.length} {say('人', 'people')}
        </span>
        <strong>
          {sum.yuan}
          <span className="faint">{sum.decimals}</span> {say('元', 'yuan')}
        </strong>
      </p>
      <p className="label">
        {say(
          '从最早的收据起，封好不能改。数清现金，与合计相符再封。',
          'Oldest receipts first; a closed bag is never changed. Count the cash, then close.',
        )}
      </p>
      <ul className="receipts">
        {listed.map((row) => (
          <li key={row.registration}>
            <span className="mono">{row.receipt}</span>
            <span>{row.name}</span>
            <span className="num">{formatYuan(row.amountFen).yuan}</span>
          </li>
        ))}
      </ul>
      {close.error ? <ProblemNotice problem={close.error.problem} /> : null}
      <div className="thumb">
        <button
          className="btn primary main"
          disabled={listed.length === 0 || close.isPending}
          onClick={() =>
            close.mutate(
              { body: { registrations: listed.map(({ registration }) => registration) } },
              { onSuccess: ({ bag }) => onClosed(bag.code) },
            )
          }
        >
          {close.isPending ? say('正在封袋…', 'Closing…') : say('封袋，取缴款码', 'Close, get the slip code')}
        </button>
      </div>
    </>
  );
}
