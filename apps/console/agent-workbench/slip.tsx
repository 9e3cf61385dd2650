import { agentContract } from '@canbao/http-contract/agent.contract';
import { useState } from 'react';

import { useCommand } from '../api/use-answer.ts';
import { FileDigestField } from '../look/file-digest-field.tsx';
import { formatDeadline, formatInstant, formatYuan } from '../look/format.ts';
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
      <PhoneHead
        title={say('缴款单', 'Slip')}
        detail={say(
          `${formatInstant(Date.parse(bag.closedAt))} 封袋`,
          `closed ${formatInstant(Date.parse(bag.closedAt))}`,
        )}
        onBack={onBack}
      />
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
          {bag.people} {say('人', 'people')}
        </span>
        <strong>
          {yuan}
          <span className="faint">{decimals}</span> {say('元', 'yuan')}
        </strong>
      </p>
      <p className="dim account">
        {bag.accountName}，{say('尾号', 'tail')} <strong className="ink">{bag.accountTail}</strong>
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
          <span className="dim">{say('服务器记下', 'on the server')}</span>
          <span className="dim">{formatInstant(Date.parse(bag.closedAt))}</span>
        </li>
        <li>
          <Mark name={isBanked ? 'outline' : 'waiting'} /> <strong>{say('已存', 'banked')}</strong>
          <span className="dim">{isBanked ? say('您的话', 'your word') : say('您拍回单后', 'with your slip')}</span>
          <span className={isBanked ? 'dim' : 'near strong'}>
            {isBanked ? '' : say(`${formatDeadline(bag.dueAt, say)} 前`, `by ${formatDeadline(bag.dueAt, say)}`)}
          </span>
        </li>
        <li>
          <Mark name={bag.state === 'matched' ? 'tint' : 'waiting'} /> <strong>{say('已对上', 'matched')}</strong>
          <span className="dim">
            {bag.state === 'matched'
              ? say('银行流水已证明', 'proved by the bank')
              : say('银行流水到后', 'with the bank line')}
          </span>
          <span className="dim">{say('税务分局', 'tax branch')}</span>
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
