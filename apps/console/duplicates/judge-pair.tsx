import { duplicateContract } from '@canbao/http-contract/duplicate.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';
import { useState } from 'react';

import { useCommand } from '../api/use-answer.ts';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { TextField } from '../look/text-field.tsx';
import { useWords, Words } from '../look/words.tsx';

type Props = { readonly pair: AnswerOf<typeof duplicateContract.pair> };

/** One reason, two answers; what is sent names the contents that were on the screen. */
export function JudgePair({ pair: { registration, other, fingerprint, later } }: Props) {
  const say = useWords();
  const [reason, setReason] = useState('');
  const judge = useCommand(duplicateContract.judge);
  const isReady = reason.trim().length >= 4 && !judge.isPending;
  const decide = (verdict: 'duplicate' | 'not-a-duplicate') =>
    judge.mutate({ params: { registration, other }, body: { verdict, reason, fingerprint } });
  return (
    <>
      <div className="verdict">
        <TextField
          title={<Words zh="理由，至少四个字" en="reason, at least four characters" />}
          {...{ name: 'reason', value: reason, onChange: setReason, rows: 2 }}
        />
        <button className="btn big" disabled={!isReady} onClick={() => decide('not-a-duplicate')}>
          {say('不是重复', 'Not a duplicate')}
        </button>
        <button className="btn big primary" disabled={!isReady} onClick={() => decide('duplicate')}>
          {say('是重复', 'A duplicate')}
        </button>
      </div>
      <p className="dim" style={{ paddingTop: 8 }}>
        {later.receipt === null
          ? null
          : say(
              `判为重复：收据 ${later.receipt} 按县内重复退回。判为不重复：不再因这一条退回；同一号码一年仍只入库一次。`,
              `A duplicate: receipt ${later.receipt} is returned. Not a duplicate: no reason any more; one number is still enrolled once a year.`,
            )}
      </p>
      {judge.error ? <ProblemNotice problem={judge.error.problem} /> : null}
    </>
  );
}
