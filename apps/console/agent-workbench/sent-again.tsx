import { agentContract } from '@canbao/http-contract/agent.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';
import { useState } from 'react';

import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { Corrections } from '../look/corrections.tsx';
import { KeyPages } from '../look/key-pages.tsx';
import { Mark, type MarkName } from '../look/mark.tsx';
import { useSaid } from '../look/said.tsx';
import { useWords } from '../look/words.tsx';
import { Yuan } from '../look/yuan.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import { PhoneHead } from './phone-head.tsx';

type Row = AnswerOf<typeof agentContract.sentAgain>['rows'][number];

/** What is out of the agent's hands: sent again with the old value beside the new, or not to be mended any more. */
export function SentAgain({ onBack }: { readonly onBack: () => void }) {
  const say = useWords();
  const { query } = useAsOf();
  const [pages, setPages] = useState<readonly string[]>([]);
  const after = pages.at(-1);
  const sent = useAnswer(agentContract.sentAgain, { query: { ...query, ...(after ? { after } : {}) } });
  return (
    <>
      <PhoneHead title={say('已再报和不再改的', 'Sent again, or closed')} onBack={onBack} />
      <Answered of={sent}>
        {(shown) => (
          <section className="work sent">
            <ul>
              {shown.rows.map((row) => (
                <SentRow key={row.registration} row={row} />
              ))}
            </ul>
            <KeyPages
              before={pages}
              shown={shown.rows.length}
              total={shown.total}
              next={shown.next}
              size={50}
              onGo={setPages}
            />
          </section>
        )}
      </Answered>
    </>
  );
}

const marks = { waiting: 'waiting', passed: 'done', failed: 'stopped' } as const satisfies Record<
  Row['state'],
  MarkName
>;

function SentRow({ row }: { readonly row: Row }) {
  const say = useWords();
  const said = useSaid();
  const words: Readonly<Record<Row['state'], string>> = {
    waiting: say('已再报，等二轮', 'sent again, waits for round 2'),
    passed: say('二轮通过', 'passed round 2'),
    failed: say('未通过，按遗留问题办', 'failed, settled as a leftover'),
  };
  return (
    <li data-sent={row.registration} data-state={row.state}>
      <p className="row">
        <strong>{row.name}</strong>
        <span className="mono label">{row.receipt}</span>
      </p>
      <p>
        <Mark name={marks[row.state]} /> {words[row.state]}
      </p>
      {row.reasons.length > 0 ? (
        <p className="label">
          {row.state === 'failed' ? say('原因', 'why') : say('当时退回', 'it had come back for')}：
          {row.reasons.map(({ title }) => said(title)).join('，')}
        </p>
      ) : null}
      {/* The card could have mended wrong data, but the rounds are over: then only the leftover's own way out is left. */}
      {row.state === 'failed' && row.leftover?.kind !== 'wrong-information'
        ? row.reasons.map(({ reason, evidence, wayOut }) => (
            <p key={reason} className="label" data-way-out={reason}>
              {say('凭证', 'to bring')}：{said(evidence)}
              <br />
              {said(wayOut)}
            </p>
          ))
        : null}
      <Corrections of={row.corrections} />
      {row.leftover ? (
        <div className="notice near">
          <p className="strong">{said(row.leftover.title)}</p>
          <p>{said(row.leftover.wayOut)}</p>
          <p>
            <Yuan fen={row.amountFen} isStrong /> {say('元', 'yuan')}：{said(row.leftover.money)}
          </p>
        </div>
      ) : null}
    </li>
  );
}
