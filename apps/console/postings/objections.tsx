import { officeContract } from '@canbao/http-contract/office.contract';
import { useState } from 'react';

import { useCommand } from '../api/use-answer.ts';
import { Mark } from '../look/mark.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { Sheet } from '../look/sheet.tsx';
import { useWords, Words } from '../look/words.tsx';
import { useHasRole } from '../session/session.tsx';
import type { Posting } from './postings.page.tsx';

/** Objections to one posting: raised by anybody through the committee, answered by the township. */
export function Objections({ posting, onClose }: { readonly posting: Posting; readonly onClose: () => void }) {
  const say = useWords();
  const [text, setText] = useState('');
  const mayAnswer = useHasRole('township-office');
  const raise = useCommand(officeContract.raiseObjection);
  const answer = useCommand(officeContract.answerObjection);
  const params = { township: posting.township, village: posting.village };
  const error = raise.error ?? answer.error;
  return (
    <Sheet title={<Words zh={`异议：${posting.name}`} en="objections" />} onClose={onClose}>
      {posting.objections.length === 0 ? <p className="dim">{say('没有异议。', 'No objection.')}</p> : null}
      <ul>
        {posting.objections.map((objection) => (
          <li key={objection.objection} style={{ padding: '8px 0', borderBottom: '1px solid var(--line)' }}>
            <p>
              <Mark name={objection.answer === null ? 'late' : 'done'} /> {objection.subject}
            </p>
            {objection.answer !== null ? (
              <p className="dim">
                {say('答', 'answer')}：{objection.answer}
              </p>
            ) : mayAnswer ? (
              <button
                className="btn small"
                disabled={text.trim().length < 4}
                onClick={() =>
                  answer.mutate(
                    { params: { ...params, objection: objection.objection }, body: { answer: text } },
                    { onSuccess: onClose },
                  )
                }
              >
                {say('用下面的话答复', 'Answer with the words below')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      <label className="field">
        <span className="name">
          <Words zh="内容（不写身份证号、金额）" en="words, without ID numbers or amounts" />
        </span>
        <textarea className="input" rows={2} value={text} onChange={(e) => setText(e.target.value)} />
      </label>
      <button
        className="btn"
        style={{ marginTop: 8 }}
        disabled={text.trim().length < 4}
        onClick={() => raise.mutate({ params, body: { subject: text } }, { onSuccess: onClose })}
      >
        {say('登记异议', 'Record an objection')}
      </button>
      {error ? <ProblemNotice problem={error.problem} /> : null}
    </Sheet>
  );
}
