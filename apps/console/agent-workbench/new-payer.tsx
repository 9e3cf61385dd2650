import { parseIdNumber } from '@canbao/domain/id-number';
import { isProblem } from '@canbao/domain/problem';
import { dateOf } from '@canbao/domain/shanghai-date';
import { agentContract } from '@canbao/http-contract/agent.contract';
import { useState } from 'react';

import { useCommand } from '../api/use-answer.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useWords } from '../look/words.tsx';
import type { Workbench } from './agent-workbench.page.tsx';
import { AmountDue } from './amount-due.tsx';
import { IdNumberField } from './id-number-field.tsx';
import { TextField } from '../look/text-field.tsx';
import { PayerStanding } from './payer-standing.tsx';
import { PhoneHead } from './phone-head.tsx';
import { SavedPayer } from './saved-payer.tsx';
import { useDeclared } from './use-declared.ts';
import { usePayerCheck } from './use-payer-check.ts';

type Props = { readonly shown: Workbench; readonly onDone: () => void; readonly onNext: () => void };

/**
 * A payer in under a minute: the check digit is answered as it is typed, the amount due stands there before
 * money is taken, the receipt number comes from the agent's own book; and whoever may not join is told so. Township, village and agent follow from the sign-in.
 */
export function NewPayer({ shown, onDone, onNext }: Props) {
  const say = useWords();
  const [idNumber, setIdNumber] = useState('');
  const [name, setName] = useState('');
  const [group, setGroup] = useState('');
  const [receipt, setReceipt] = useState(shown.nextReceipt ?? '');
  const [asOnCard, setAsOnCard] = useState(false);
  const register = useCommand(agentContract.register);
  const isWrong = isProblem(idNumber.trim() ? parseIdNumber(idNumber, dateOf(shown.planNow)) : null);
  const declared = useDeclared(shown.whoMayJoin);
  const check = usePayerCheck({ idNumber, ...declared.part }, shown.planNow);
  const mayNotJoin = declared.mayNotJoin ?? check?.mayNotJoin ?? null;
  const isFilled = [idNumber, name, group, receipt].every((field) => field.trim() !== '');
  const isReady = isFilled && (!isWrong || asOnCard) && mayNotJoin === null;
  const save = () =>
    register.mutate({
      body: {
        ...{ idNumber, name, group, receipt, amountFen: shown.premiumFen },
        ...declared.part,
        ...(isWrong ? { asOnCard } : {}),
      },
    });
  if (register.data)
    return <SavedPayer receipt={receipt} saved={register.data} shown={shown} onDone={onDone} onNext={onNext} />;
  return (
    <>
      <PhoneHead title={say('新缴费人', 'New payer')} onBack={onDone} />
      <IdNumberField
        idNumber={idNumber}
        planNow={shown.planNow}
        onChange={(typed) => {
          setIdNumber(typed);
          setAsOnCard(false);
        }}
        asOnCard={asOnCard}
        onAsOnCard={setAsOnCard}
      />
      <TextField title={say('姓名', 'name')} name="name" value={name} onChange={setName} />
      <div className="two">
        <TextField
          title={say('村民小组', 'group')}
          name="group"
          hint={say('如 3组', 'e.g. 3组')}
          value={group}
          onChange={setGroup}
        />
        <TextField
          title={say('收据号', 'receipt')}
          name="receipt"
          value={receipt}
          onChange={(typed) => setReceipt(typed.toUpperCase())}
          isCode
        />
      </div>
      <p className="label place">
        <span>
          {say('乡镇', 'township')} <strong>{shown.townshipName}</strong>
        </span>
        <span>
          {say('村', 'village')} <strong>{shown.villageName}</strong>
        </span>
        <span>
          {say('代征人', 'agent')} <strong>{shown.name}</strong>
        </span>
      </p>
      <PayerStanding whoMayJoin={shown.whoMayJoin} declared={declared} />
      <AmountDue premiumFen={shown.premiumFen} answer={check} mayNotJoin={mayNotJoin} />
      {mayNotJoin ? null : (
        <p className="label">
          {say('先收款，再开收据，号码从自己的本子上来。', 'Take the money, then write the receipt of your own book.')}
        </p>
      )}
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
