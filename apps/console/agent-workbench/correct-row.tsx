import { agentContract } from '@canbao/http-contract/agent.contract';
import { parseIdNumber } from '@canbao/domain/id-number';
import { isProblem } from '@canbao/domain/problem';
import { dateOf } from '@canbao/domain/shanghai-date';
import { useState } from 'react';

import { useCommand } from '../api/use-answer.ts';
import { Mark } from '../look/mark.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSaid } from '../look/said.tsx';
import { TextField } from '../look/text-field.tsx';
import { useWords } from '../look/words.tsx';
import type { Workbench } from './agent-workbench.page.tsx';
import { PhoneHead } from './phone-head.tsx';

/** A returned row: old value, reason, the card's field to look at; the correction is a new fact. */
export function CorrectRow({
  row,
  planNow,
  onBack,
}: {
  readonly row: Workbench['returned'][number];
  readonly planNow: number;
  readonly onBack: () => void;
}) {
  const say = useWords();
  const said = useSaid();
  const [idNumber, setIdNumber] = useState('');
  const [name, setName] = useState('');
  const [group, setGroup] = useState('');
  const correct = useCommand(agentContract.correct);
  const checked = idNumber.trim() ? parseIdNumber(idNumber, dateOf(planNow)) : null;
  const problem = isProblem(checked) ? checked : null;
  const body = {
    ...(idNumber.trim() ? { idNumber } : {}),
    ...(name.trim() ? { name } : {}),
    ...(group.trim() ? { group } : {}),
  };
  const titleOf = (field: string, before: string) => (
    <>
      {field}{' '}
      <span className="dim">
        {say('原', 'was')} {before}
      </span>
    </>
  );
  return (
    <>
      <PhoneHead title={say('退回要改', 'Returned')} detail={row.receipt} onBack={onBack} />
      <div className="notice late">
        {row.reasons.map(({ reason, title, look, evidence }) => (
          <p key={reason}>
            <Mark name="late" /> <strong>{said(title)}</strong>　{said(look)}
            <br />
            {say('凭证', 'to bring')}：{said(evidence)}
          </p>
        ))}
      </div>
      <TextField
        title={titleOf(say('身份证号', 'ID number'), row.idNumber)}
        {...{ name: 'idNumber', value: idNumber, onChange: setIdNumber, isCode: true }}
      />
      {checked ? (
        <p className="label">
          {problem ? (
            <span className="late">
              <Mark name="late" /> {said(problem.title)}
            </span>
          ) : (
            <>
              <Mark name="done" /> {say('校验位相符', 'check digit agrees')}
            </>
          )}
        </p>
      ) : null}
      <TextField title={titleOf(say('姓名', 'name'), row.name)} {...{ name: 'name', value: name, onChange: setName }} />
      <TextField
        title={titleOf(say('村民小组', 'group'), row.group || say('空', 'empty'))}
        {...{ name: 'group', value: group, onChange: setGroup }}
      />
      <p className="label">
        {say(
          '照身份证改，只填要改的；旧值留在历史里。',
          'By the ID card; fill in only what changes. The old value stays in the history.',
        )}
      </p>
      {correct.error ? <ProblemNotice problem={correct.error.problem} /> : null}
      <div className="thumb">
        <button
          className="btn primary main"
          disabled={Object.keys(body).length === 0 || correct.isPending}
          onClick={() => correct.mutate({ params: { registration: row.registration }, body }, { onSuccess: onBack })}
        >
          {say('改好，再报', 'Correct and send again')}
        </button>
      </div>
    </>
  );
}
