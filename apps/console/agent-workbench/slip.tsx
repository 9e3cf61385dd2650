import { agentContract } from '@canbao/http-contract/agent.contract';
import { useState } from 'react';

import { useCommand } from '../api/use-answer.ts';
import { FileDigestField } from '../look/file-digest-field.tsx';
import { formatDeadline, formatYuan } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useWords } from '../look/words.tsx';
import type { Workbench } from './agent-workbench.page.tsx';
import { PhoneHead } from './phone-head.tsx';

type Props = { readonly shown: Workbench; readonly bag: Workbench['bags'][number]; readonly onBack: () => void };

/** The slip: code in five cells with its check symbol, the remark line to copy, and how far the proof has come. */
export function Slip({ bag, onBack }: Props) {
  const say = useWords();
  const [isCopied, setCopied] = useState(false);
  const [tellerSlipSha256, setDigest] = useState('');
  const banked = useCommand(agentContract.recordBanked);
  const { yuan, decimals } = formatYuan(bag.amountFen);
  const isBanked = bag.state !== 'closed';
  return (
    <>
      <PhoneHead title={say('缴款单', 'Slip')} onBack={onBack} />
      <p className="code" data-testid="slip-code" aria-label={bag.code}>
        {[...bag.code].map((symbol, index) => (
          <span key={index} className={index === bag.code.length - 1 ? 'check' : ''}>
            {symbol}
          </span>
        ))}
      </p>
      <p className="label row">
        <span>{say('缴款码，末位是校验位', 'slip code, the last is a check symbol')}</span>
        <span>{say('不分大小写', 'either case')}</span>
      </p>
      <p className="due">
        <span>
          {bag.people} {say('人', 'people')}　{bag.accountName} {say('尾号', 'tail')} {bag.accountTail}
        </span>
        <strong>
          {yuan}
          <span className="faint">{decimals}</span> {say('元', 'yuan')}
        </strong>
      </p>
      <p className="dim" style={{ borderTop: '2px solid var(--rule)', paddingTop: 8 }}>
        {say('请柜员把这一行写进备注', 'ask the teller to write this line into the remark')}
      </p>
      <p className="remark" data-testid="remark">
        {bag.remark}
      </p>
      <button
        className="btn"
        style={{ width: '100%' }}
        onClick={() => {
          void navigator.clipboard?.writeText(bag.remark);
          setCopied(true);
        }}
      >
        {isCopied ? say('已复制', 'Copied') : say('复制备注', 'Copy the remark')}
      </button>
      <ul className="proof">
        <li>
          <Mark name="outline" /> <strong>{say('已封袋', 'closed')}</strong>
        </li>
        <li>
          <Mark name={isBanked ? 'outline' : 'waiting'} /> <strong>{say('已存', 'banked')}</strong>{' '}
          <span className="dim">
            {isBanked
              ? say('您的话，等银行证明', 'your word; the bank proves it')
              : `${formatDeadline(bag.dueAt)} ${say('前', 'at the latest')}`}
          </span>
        </li>
        <li>
          <Mark name={bag.state === 'matched' ? 'tint' : 'waiting'} /> <strong>{say('已对上', 'matched')}</strong>{' '}
          <span className="dim">
            {bag.state === 'matched'
              ? say('银行流水已证明', 'proved by a bank line')
              : say('银行流水到后', 'when the bank line arrives')}
          </span>
        </li>
      </ul>
      {isBanked ? null : (
        <>
          <FileDigestField
            zh="银行回单照片"
            en="teller slip"
            digest={tellerSlipSha256}
            onDigest={setDigest}
            accept="image/*"
          />
          {banked.error ? <ProblemNotice problem={banked.error.problem} /> : null}
          <div className="thumb">
            <button
              className="btn primary main"
              disabled={!tellerSlipSha256 || banked.isPending}
              onClick={() => banked.mutate({ params: { code: bag.code }, body: { tellerSlipSha256 } })}
            >
              {say('已存银行', 'Banked')}
            </button>
          </div>
        </>
      )}
    </>
  );
}
