import type { Phase } from '@canbao/domain/campaign/phase';
import { approvalContract } from '@canbao/http-contract/approval.contract';
import { campaignContract } from '@canbao/http-contract/campaign.contract';
import { useState } from 'react';

import { useAnswer, useCommand } from '../api/use-answer.ts';
import { formatCount } from '../look/format.ts';
import { GateItems } from '../look/gate-items.tsx';
import { Mark } from '../look/mark.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { useSaid } from '../look/said.tsx';
import { Sheet } from '../look/sheet.tsx';
import { useWords, Words } from '../look/words.tsx';
import { useHasRole, useSession } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import type { CampaignAnswer } from './overview-answer.ts';
import { phaseWords } from './phase-words.ts';

type Props = { readonly phase: Phase; readonly campaign: CampaignAnswer; readonly onClose: () => void };

/**
 * What a gate is missing, township by township. Met: advance. Not met: a reason and a second person. The
 * asker's request is an approval; once granted, the same sheet goes over the gate with it.
 */
export function GateSheet({ phase, campaign, onClose }: Props) {
  const say = useWords();
  const { at } = useAsOf();
  const isOpen = campaign.phases.some((one) => one.phase === phase && one.state === 'open');
  const mayAdvance = useHasRole('county-coordinator') && at === null && isOpen;
  const gate = useAnswer(campaignContract.gate, { query: { phase } });
  const advance = useCommand(campaignContract.advance);
  const title = phaseWords[phase];
  const answer = gate.data;
  return (
    <Sheet
      width={760}
      title={<Words zh={`${title.zh}的关口`} en={`gate of ${title.en.toLowerCase()}`} />}
      onClose={onClose}
      foot={
        mayAdvance && answer?.isMet && !advance.data ? (
          <button
            className="btn primary big"
            disabled={advance.isPending}
            onClick={() => advance.mutate({ body: { phase } })}
          >
            {advance.isPending ? say('正在推进…', 'Advancing…') : say('推进', 'Advance')}
          </button>
        ) : null
      }
    >
      {gate.error ? <ProblemNotice problem={gate.error.problem} /> : null}
      {!answer ? (
        <p className="dim">{say('正在逐乡镇核对…', 'Checking every township…')}</p>
      ) : (
        <>
          <p style={{ marginBottom: 8 }}>
            <Mark name={answer.isMet ? 'done' : 'late'} />{' '}
            <strong>
              {answer.isMet
                ? say('关口已满足，可以推进。', 'The gate is met.')
                : say(
                    `还缺 ${formatCount(answer.items.filter((i) => !i.isWarning).length)} 项`,
                    `${answer.items.filter((i) => !i.isWarning).length} things are missing`,
                  )}
            </strong>
            <span className="faint" style={{ float: 'right' }}>
              {say('按位置', 'as of position')} {formatCount(answer.position)} {say('核对', '')}
            </span>
          </p>
          <GateItems items={answer.items} />
          {advance.error ? <ProblemNotice problem={advance.error.problem} /> : null}
          {advance.data ? (
            <div className="notice ok" role="status">
              <h3>
                <Mark name="done" /> {say('已推进', 'Advanced')}
              </h3>
            </div>
          ) : null}
          {mayAdvance && !answer.isMet && !advance.data ? (
            <AdvanceAnyway phase={phase} campaign={campaign} onAdvanced={onClose} />
          ) : null}
        </>
      )}
    </Sheet>
  );
}

function AdvanceAnyway({
  phase,
  campaign,
  onAdvanced,
}: {
  readonly phase: Phase;
  readonly campaign: CampaignAnswer;
  readonly onAdvanced: () => void;
}) {
  const say = useWords();
  const said = useSaid();
  const { name } = useSession();
  const [reason, setReason] = useState('');
  const approvals = useAnswer(approvalContract.list);
  const ask = useCommand(approvalContract.request);
  const advance = useCommand(campaignContract.advance);
  const mine = approvals.data?.approvals.filter(
    (a) =>
      a.act === 'advance-over-gate' && a.request['phase'] === phase && (a.state === 'waiting' || a.state === 'granted'),
  );
  const granted = mine?.find((a) => a.state === 'granted');
  const waiting = mine?.find((a) => a.state === 'waiting');
  return (
    <div style={{ marginTop: 16, borderTop: '1px solid var(--line-2)', paddingTop: 12 }}>
      <h3 className="strong">
        <Words zh="带缺推进" en="advance anyway" />
      </h3>
      {granted ? (
        <>
          <p>
            <Mark name="done" />{' '}
            {say(
              `${granted.decidedByName ?? ''} 已批准：${granted.reason}`,
              `${granted.decidedByName ?? ''} approved: ${granted.reason}`,
            )}
          </p>
          <button
            className="btn primary"
            style={{ marginTop: 8 }}
            disabled={advance.isPending}
            onClick={() =>
              advance.mutate(
                { body: { phase, override: { reason: granted.reason, approvalId: granted.approvalId } } },
                { onSuccess: onAdvanced },
              )
            }
          >
            {say('带缺推进', 'Advance over the gate')}
          </button>
        </>
      ) : waiting ? (
        <p data-testid="waiting-approval">
          <Mark name="waiting" />{' '}
          {say(
            `${waiting.askedByName} 已申请，等第二人批准：${said(waiting.whoMay)}`,
            `${waiting.askedByName} asked; waiting for a second person: ${said(waiting.whoMay)}`,
          )}
          {waiting.askedBy === name ? (
            <span className="dim"> {say('（您是申请人，不能自己批）', '(you asked, so you cannot approve)')}</span>
          ) : null}
        </p>
      ) : (
        <>
          <p className="dim">
            {say(
              '要写理由，并由另一位县协调员登录批准；两者都入账。',
              'It takes a reason and another county coordinator, who signs in and approves. Both are recorded.',
            )}
          </p>
          <label className="field">
            <span className="name">
              <Words zh="理由，至少四个字" en="reason, at least four characters" />
            </span>
            <textarea
              className="input"
              rows={2}
              name="overrideReason"
              value={reason}
              onChange={(e) => setReason(e.target.value)}
            />
          </label>
          <button
            className="btn"
            style={{ marginTop: 8 }}
            disabled={reason.trim().length < 4 || ask.isPending}
            onClick={() =>
              ask.mutate({ body: { act: 'advance-over-gate', unit: campaign.region, reason, request: { phase } } })
            }
          >
            {say('请第二人批准', 'Ask a second person')}
          </button>
        </>
      )}
      {ask.error ? <ProblemNotice problem={ask.error.problem} /> : null}
      {advance.error ? <ProblemNotice problem={advance.error.problem} /> : null}
    </div>
  );
}
