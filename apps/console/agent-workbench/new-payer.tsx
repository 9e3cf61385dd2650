import { parseIdNumber } from '@canbao/domain/id-number';
import { isProblem } from '@canbao/domain/problem';
import { dateOf } from '@canbao/domain/shanghai-date';
import { agentContract } from '@canbao/http-contract/agent.contract';
import { useState } from 'react';

import { useCommand } from '../api/use-answer.ts';
import { formatYuan } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useWords } from '../look/words.tsx';
import type { Workbench } from './agent-workbench.page.tsx';
import { PhoneHead } from './phone-head.tsx';

/**
 * A payer in under a minute: the check digit is answered as it is typed, the amount due stands there before
 * money is taken, the receipt number comes from the agent's own book. Township, village and agent follow from the sign-in.
 */
export function NewPayer({ shown, onDone }: { readonly shown: Workbench; readonly onDone: () => void }) {
  const say = useWords();
  const [idNumber, setIdNumber] = useState('');
  const [name, setName] = useState('');
  const [group, setGroup] = useState('');
  const [receipt, setReceipt] = useState(shown.nextReceipt ?? '');
  const [asOnCard, setAsOnCard] = useState(false);
  const register = useCommand(agentContract.register);
  const checked = idNumber.trim() ? parseIdNumber(idNumber, dateOf(shown.planNow)) : null;
  const problem = isProblem(checked) ? checked : null;
  const isWrong = problem !== null;
  const { yuan, decimals } = formatYuan(shown.premiumFen);
  const isReady =
    idNumber.trim() !== '' && name.trim() !== '' && group.trim() !== '' && receipt !== '' && (!isWrong || asOnCard);
  const save = () =>
    register.mutate({
      body: { idNumber, name, group, receipt, amountFen: shown.premiumFen, ...(isWrong ? { asOnCard } : {}) },
    });
  if (register.data)
    return (
      <Saved receipt={receipt} warnings={register.data.warnings} cashFen={register.data.cashFen} onDone={onDone} />
    );
  return (
    <>
      <PhoneHead title={say('新缴费人', 'New payer')} onBack={onDone} />
      <label className="field">
        <span className="name">{say('身份证号', 'ID number')}</span>
        <input
          className="input mono"
          name="idNumber"
          inputMode="text"
          autoComplete="off"
          autoFocus
          value={idNumber}
          aria-invalid={isWrong}
          onChange={(e) => {
            setIdNumber(e.target.value);
            setAsOnCard(false);
          }}
        />
      </label>
      <p className="label" style={{ minHeight: 24 }} data-testid="id-check" aria-live="polite">
        {checked === null ? (
          ''
        ) : problem === null ? (
          <>
            <Mark name="done" /> {say('校验位相符', 'check digit agrees')}
          </>
        ) : (
          <span className="late">
            <Mark name="late" /> {problem.title}　{problem.remedy}
          </span>
        )}
      </p>
      {isWrong ? (
        <label className="row" style={{ gap: 8, justifyContent: 'flex-start' }}>
          <input
            type="checkbox"
            checked={asOnCard}
            onChange={(e) => setAsOnCard(e.target.checked)}
            style={{ width: 24, height: 24 }}
          />{' '}
          {say('已对过身份证，证上就是这样', 'I looked at the card again: it reads like this')}
        </label>
      ) : null}
      <label className="field">
        <span className="name">{say('姓名', 'name')}</span>
        <input
          className="input"
          name="name"
          autoComplete="off"
          value={name}
          onChange={(e) => setName(e.target.value)}
        />
      </label>
      <label className="field">
        <span className="name">{say('村民小组', 'group')}</span>
        <input
          className="input"
          name="group"
          autoComplete="off"
          placeholder={say('如 3组', 'e.g. 3组')}
          value={group}
          onChange={(e) => setGroup(e.target.value)}
        />
      </label>
      <label className="field">
        <span className="name">{say('收据号', 'receipt')}</span>
        <input
          className="input mono"
          name="receipt"
          value={receipt}
          onChange={(e) => setReceipt(e.target.value.toUpperCase())}
        />
      </label>
      <p className="due">
        <span>{say('应收', 'due')}</span>
        <strong>
          {yuan}
          <span className="faint">{decimals}</span> {say('元', 'yuan')}
        </strong>
      </p>
      <p className="label">
        {say(
          '依据：本方案个人缴费标准。先收款，再开收据。',
          'By the scheme’s premium. Take the money, then write the receipt.',
        )}
      </p>
      {register.error ? <ProblemNotice problem={register.error.problem} /> : null}
      <div className="thumb">
        <button className="btn primary main" disabled={!isReady || register.isPending} onClick={save}>
          {register.isPending
            ? say('正在存到服务器…', 'Saving to the server…')
            : say('收款并登记', 'Take and register')}
        </button>
      </div>
    </>
  );
}

function Saved({
  receipt,
  warnings,
  cashFen,
  onDone,
}: {
  readonly receipt: string;
  readonly warnings: readonly string[];
  readonly cashFen: number;
  readonly onDone: () => void;
}) {
  const say = useWords();
  const { yuan, decimals } = formatYuan(cashFen);
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
      {warnings.length > 0 ? (
        <div className="notice near" style={{ marginTop: 8 }}>
          {warnings.map((warning) => (
            <p key={warning}>
              <Mark name="warning" /> {warning}
            </p>
          ))}
        </div>
      ) : null}
      <div className="thumb">
        <button className="btn primary main" onClick={onDone}>
          {say('好', 'Done')}
        </button>
      </div>
    </>
  );
}
