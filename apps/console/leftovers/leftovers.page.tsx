import { townshipContract } from '@canbao/http-contract/township.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';
import { useState } from 'react';

import { useAnswer, useCommand } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { CommandButton } from '../look/command-button.tsx';
import { Empty } from '../look/empty.tsx';
import { formatCount } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { PageHead } from '../look/page-head.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { Said } from '../look/said.tsx';
import { Section } from '../look/section.tsx';
import { TownshipChoice } from '../look/township-choice.tsx';
import { useWords, Words } from '../look/words.tsx';
import { Yuan } from '../look/yuan.tsx';
import { useHasRole } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';

type Leftovers = AnswerOf<typeof townshipContract.leftovers>;

/** Leftovers by kind and every refund hop by hop: account, health centre, agent, payer. */
export function LeftoversPage() {
  return <TownshipChoice>{({ code, name }) => <Desk key={code} township={code} name={name} />}</TownshipChoice>;
}

function Desk({ township, name }: { readonly township: string; readonly name: string }) {
  const say = useWords();
  const { query, at } = useAsOf();
  const isHealthCentre = useHasRole('health-centre') && at === null;
  const leftovers = useAnswer(townshipContract.leftovers, { params: { township }, query });
  return (
    <>
      <PageHead zh={`${name}遗留问题`} en="leftovers" />
      <Answered of={leftovers}>
        {(shown) => (
          <>
            <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0,1fr) minmax(0,1fr)', gap: 28 }}>
              <Section zh="按类" en="by kind">
                {shown.kinds.length === 0 ? (
                  <Empty
                    why={say('还没有遗留问题，因为还没有到时候。', 'No leftovers yet: it is too early.')}
                    what={say(
                      '第二轮没有通过的登记和医保局退回的人，会出现在这里。',
                      'What fails the second round and what the bureau refuses will stand here.',
                    )}
                  />
                ) : (
                  <table>
                    <thead>
                      <tr>
                        <th>{say('类', 'Kind')}</th>
                        <th className="num">{say('发现', 'Found')}</th>
                        <th className="num">{say('办结', 'Resolved')}</th>
                        <th className="num">{say('还有', 'Open')}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {shown.kinds.map(({ kind, title, opened, resolved }) => (
                        <tr key={kind} className="dense">
                          <td>
                            <Said text={title} />
                          </td>
                          <td className="num">{formatCount(opened)}</td>
                          <td className="num">{formatCount(resolved)}</td>
                          <td className={`num ${opened > resolved ? 'late strong' : ''}`}>
                            {formatCount(opened - resolved)}
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                )}
              </Section>
              <Section zh="钱停在哪一站" en="where the money rests">
                {shown.hops.length === 0 ? (
                  <Empty why={say('没有要退的钱停在路上。', 'No refund is on its way.')} />
                ) : null}
                <table>
                  <tbody>
                    {shown.hops.map(({ hop, fen, people }) => (
                      <tr key={hop} className="dense">
                        <td>{hopWords(hop, say)}</td>
                        <td className="num">
                          {formatCount(people)} {say('人', '')}
                        </td>
                        <td className="num">
                          <Yuan fen={fen} isStrong={fen > 0} />
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </Section>
            </div>
            {isHealthCentre ? <RefundActions township={township} rows={shown.rows} /> : null}
            {shown.rows.length > 0 ? (
              <Rows rows={shown.rows} titleOf={(kind) => shown.kinds.find((one) => one.kind === kind)?.title ?? kind} />
            ) : null}
          </>
        )}
      </Answered>
    </>
  );
}

function RefundActions({ township, rows }: { readonly township: string; readonly rows: Leftovers['rows'] }) {
  const say = useWords();
  const [reason, setReason] = useState('');
  const request = useCommand(townshipContract.requestRefunds);
  const toAsk = rows.filter(({ hop, outcome, amountFen }) => hop === 'account' && outcome === null && amountFen > 0);
  const toHandOn = rows.filter(({ hop }) => hop === 'health-centre');
  const sum = toAsk.reduce((total, { amountFen }) => total + amountFen, 0);
  return (
    <div className="notice" style={{ marginTop: 16 }}>
      <h3>
        <Words zh="退款，两人办" en="refunds take two people (R-609)" />
      </h3>
      <p>
        {say('待申请', 'to ask for')} <strong>{formatCount(toAsk.length)}</strong> {say('人', 'people')}{' '}
        <Yuan fen={sum} isStrong /> {say('元；由税务分局批准。', 'yuan; the tax branch approves.')}
      </p>
      {toAsk.length > 0 ? (
        <div style={{ display: 'flex', gap: 8, marginTop: 8 }}>
          <input
            className="input"
            style={{ maxWidth: 380 }}
            name="refundReason"
            placeholder={say('理由，至少四个字', 'reason, at least four characters')}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
          <button
            className="btn primary"
            disabled={reason.trim().length < 4 || request.isPending}
            onClick={() =>
              request.mutate({
                params: { township },
                body: { registrations: toAsk.map(({ registration }) => registration), reason },
              })
            }
          >
            {say('申请退款', 'Ask for refunds')}
          </button>
        </div>
      ) : null}
      {request.error ? <ProblemNotice problem={request.error.problem} /> : null}
      {request.data ? (
        <p role="status">
          <Mark name="waiting" />{' '}
          {say(
            `已申请 ${request.data.people} 人，等税务分局批准`,
            `asked for ${request.data.people}; waiting for the tax branch`,
          )}
        </p>
      ) : null}
      {toHandOn.length > 0 ? (
        <div style={{ marginTop: 8 }}>
          <CommandButton
            operation={townshipContract.handOnRefunds}
            input={{ params: { township }, body: { registrations: toHandOn.map(({ registration }) => registration) } }}
          >
            {say(`把 ${toHandOn.length} 人的退款转交代征人`, `Hand ${toHandOn.length} refunds on to agents`)}
          </CommandButton>
        </div>
      ) : null}
    </div>
  );
}

type RowsProps = { readonly rows: Leftovers['rows']; readonly titleOf: (kind: string) => string };

function Rows({ rows, titleOf }: RowsProps) {
  const say = useWords();
  return (
    <div style={{ marginTop: 20 }}>
      <Section zh="逐人" en="one by one" aside={<span className="dim">{formatCount(rows.length)}</span>}>
        <table>
          <thead>
            <tr>
              <th>{say('姓名', 'Name')}</th>
              <th>{say('村', 'Village')}</th>
              <th>{say('代征人', 'Agent')}</th>
              <th>{say('收据', 'Receipt')}</th>
              <th>{say('类', 'Kind')}</th>
              <th className="num">{say('金额（元）', 'Yuan')}</th>
              <th>{say('钱在', 'Money at')}</th>
              <th>{say('结果', 'Outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, 300).map((row) => (
              <tr key={row.registration} className="dense">
                <td>{row.name}</td>
                <td>{row.villageName}</td>
                <td>{row.agentName}</td>
                <td className="mono">{row.receipt}</td>
                <td>
                  <Said text={titleOf(row.kind)} />
                </td>
                <td className="num">
                  <Yuan fen={row.amountFen} />
                </td>
                <td>{hopWords(row.hop, say)}</td>
                <td>
                  {row.outcome ? (
                    <>
                      <Mark name="done" /> <Said text={row.outcome} />
                    </>
                  ) : (
                    <span className="dim">{say('未结', 'open')}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
    </div>
  );
}

function hopWords(hop: string, say: (zh: string, en: string) => string): string {
  const words: Record<string, string> = {
    account: say('待解专户', 'pending account'),
    requested: say('待解专户，已申请', 'account, asked for'),
    approved: say('待解专户，已批准', 'account, approved'),
    'health-centre': say('卫生院退款户', 'health centre'),
    agent: say('代征人手中', 'agent'),
    payer: say('已退本人', 'payer'),
    none: '—',
  };
  return words[hop] ?? hop;
}
