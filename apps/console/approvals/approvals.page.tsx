import { approvalContract } from '@canbao/http-contract/approval.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';
import { useState } from 'react';

import { useAnswer, useCommand } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { Empty } from '../look/empty.tsx';
import { formatInstant } from '../look/format.ts';
import { Mark, type MarkName } from '../look/mark.tsx';
import { PageHead } from '../look/page-head.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { Said, useSaid } from '../look/said.tsx';
import { useWords } from '../look/words.tsx';

type Approval = AnswerOf<typeof approvalContract.list>['approvals'][number];
const marks: Record<Approval['state'], MarkName> = {
  waiting: 'waiting',
  granted: 'done',
  refused: 'late',
  used: 'done',
};

/** Requests for a second person: what exactly, who asked, who may decide. */
export function ApprovalsPage() {
  const say = useWords();
  const said = useSaid();
  const approvals = useAnswer(approvalContract.list);
  const words: Record<Approval['state'], string> = {
    waiting: say('待批', 'waiting'),
    granted: say('已批', 'granted'),
    refused: say('不批', 'refused'),
    used: say('已用', 'used'),
  };
  return (
    <>
      <PageHead zh="第二人批准" en="approvals" about={say('申请人不能自己批', 'who asks never approves')} />
      <Answered of={approvals}>
        {({ approvals: shown }) => (
          <>
            {shown.length === 0 ? (
              <Empty
                why={say('没有要批的事。', 'Nothing waits for approval.')}
                what={say(
                  '带缺推进、重开阶段和退款要两个人：申请出现在这里，由另一个人批。',
                  'Advancing over a gate, reopening a phase and refunds take two: the request stands here, and somebody else decides.',
                )}
              />
            ) : null}
            {shown.map((approval) => (
              <div
                key={approval.approvalId}
                style={{ borderTop: '2px solid var(--rule)', padding: '10px 0' }}
                data-approval={approval.state}
              >
                <p>
                  <Mark name={marks[approval.state]} />{' '}
                  <strong>
                    <Said text={approval.summary} />
                  </strong>
                  <span className="dim">{words[approval.state]}</span>
                </p>
                <p>
                  {say('理由', 'reason')}：{approval.reason}
                </p>
                <p className="dim">
                  {say(`${approval.askedByName} 申请`, `${approval.askedByName} asked`)}，
                  {formatInstant(Date.parse(approval.askedAt))}{' '}
                  {approval.decidedByName
                    ? `${say('决定人', 'decided by')} ${approval.decidedByName}`
                    : `${say('谁可以批', 'who may')}：${said(approval.whoMay)}`}
                </p>
                {approval.state === 'waiting' && approval.mayDecide ? (
                  <Decide approvalId={approval.approvalId} />
                ) : null}
              </div>
            ))}
          </>
        )}
      </Answered>
    </>
  );
}

function Decide({ approvalId }: { readonly approvalId: string }) {
  const say = useWords();
  const [reason, setReason] = useState('');
  const grant = useCommand(approvalContract.grant);
  const refuse = useCommand(approvalContract.refuse);
  const error = grant.error ?? refuse.error;
  return (
    <div style={{ display: 'flex', gap: 8, marginTop: 8, flexWrap: 'wrap' }}>
      <button
        className="btn primary big"
        disabled={grant.isPending}
        onClick={() => grant.mutate({ params: { approvalId }, body: {} })}
      >
        {say('批准', 'Approve')}
      </button>
      <input
        className="input"
        style={{ maxWidth: 280, height: 36 }}
        name="refusalReason"
        placeholder={say('不批的理由，至少四个字', 'reason to refuse')}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
      />
      <button
        className="btn big"
        disabled={reason.trim().length < 4 || refuse.isPending}
        onClick={() => refuse.mutate({ params: { approvalId }, body: { reason } })}
      >
        {say('不批', 'Refuse')}
      </button>
      {error ? <ProblemNotice problem={error.problem} /> : null}
    </div>
  );
}
