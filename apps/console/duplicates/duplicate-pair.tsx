import { duplicateContract } from '@canbao/http-contract/duplicate.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';

import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { formatFullInstant, formatInstant } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { Said } from '../look/said.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import { JudgePair } from './judge-pair.tsx';

type Pair = AnswerOf<typeof duplicateContract.pair>;
type Side = Pair['later'];
type Say = ReturnType<typeof useWords>;

/** Both records side by side: each row a fact, what differs marked in words and colour, then the two buttons. */
export function DuplicatePair({ address }: { readonly address: string }) {
  const { at, query } = useAsOf();
  const [registration = '', other = ''] = address.split('/');
  const pair = useAnswer(duplicateContract.pair, { params: { registration, other }, query });
  return (
    <Answered of={pair}>
      {(shown) => (
        <Section zh="两条记录" en="two records" aside={<Said text={shown.title} />}>
          <Sides pair={shown} />
          <LastVerdict pair={shown} />
          {shown.mayJudge && at === null ? <JudgePair key={shown.fingerprint} pair={shown} /> : null}
        </Section>
      )}
    </Answered>
  );
}

type Fact = {
  readonly zh: string;
  readonly en: string;
  readonly of: (side: Side) => React.ReactNode;
  readonly field: Pair['differs'][number] | null;
  /** What is said in the middle; default: the same, or different. */
  readonly why?: string;
};

function Sides({ pair }: { readonly pair: Pair }) {
  const say = useWords();
  return (
    <table className="sides">
      <thead>
        <tr>
          <th />
          <th>
            <strong>{say('较早的一条', 'The earlier')}</strong>
            <br />
            {say('算数的一笔', 'the one that counts')}
          </th>
          <th className="why">{say('比对', 'compared')}</th>
          <th>
            <strong>{say('较晚的一条', 'The later')}</strong>
            <br />
            {say('判为重复就退回', 'returned, if it is a duplicate')}
          </th>
        </tr>
      </thead>
      <tbody>
        {facts(pair, say).map(({ zh, en, of, field, why }) => {
          const isApart = field !== null && pair.differs.includes(field);
          const isUnknown = field === 'name' && pair.names === 'hidden';
          return (
            <tr
              key={zh}
              className={isApart ? 'apart' : undefined}
              data-fact={field ?? zh}
              data-apart={isUnknown ? 'unknown' : isApart}
            >
              <td>{say(zh, en)}</td>
              <td>{of(pair.earlier)}</td>
              <td>
                {field === null ? null : (
                  <>
                    <Mark name={isUnknown ? 'unknown' : isApart ? 'warning' : 'done'} />{' '}
                    {why ?? (isApart ? say('不同', 'differs') : say('相同', 'the same'))}
                  </>
                )}
              </td>
              <td>{of(pair.later)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const none = <span className="faint">—</span>;

function facts(pair: Pair, say: Say): readonly Fact[] {
  const names = {
    same: say('逐字相同', 'the same, character by character'),
    'same-after-folding': say('间隔号或全半角不同，其余相同', 'the same but for dots or width'),
    other: say('姓名不同', 'another name'),
    hidden: say('本岗位不看姓名', 'your role is shown no names'),
  }[pair.names];
  return [
    { zh: '姓名', en: 'Name', of: ({ name }) => name, field: 'name', why: names },
    {
      zh: '身份证号',
      en: 'ID number',
      of: ({ idNumber }) => <span className="mono">{idNumber}</span>,
      field: 'idNumber',
      why: numberWords(pair, say),
    },
    {
      zh: '乡镇 村',
      en: 'Place',
      of: ({ townshipName, villageName }) => `${townshipName} ${villageName}`,
      field: 'village',
    },
    { zh: '组', en: 'Group', of: ({ group }) => group ?? none, field: 'group' },
    {
      zh: '代征人',
      en: 'Agent',
      of: ({ agent, agentName, departmentTitle }) =>
        agent === null ? (
          (departmentTitle ?? none)
        ) : (
          <>
            {agentName} <span className="faint">{agent}</span>
          </>
        ),
      field: 'agent',
    },
    {
      zh: '收据',
      en: 'Receipt',
      of: ({ receipt }) => (receipt ? <span className="mono">{receipt}</span> : none),
      field: 'receipt',
    },
    { zh: '收款日期', en: 'Received on', of: ({ receivedOn }) => receivedOn ?? none, field: 'receivedOn' },
    { zh: '登记时间', en: 'Recorded', of: ({ recordedAt }) => formatFullInstant(recordedAt), field: null },
    { zh: '怎么来的', en: 'Source', of: (side) => sourceWords(side, say), field: 'source' },
    {
      zh: '更正',
      en: 'Corrections',
      of: ({ corrections, source }) => (source === 'list' ? none : say(`${corrections} 次`, `${corrections}`)),
      field: null,
    },
  ];
}

function numberWords({ differs, digitsApart }: Pair, say: Say): string {
  if (!differs.includes('idNumber')) return say('同一号码', 'one and the same number');
  if (digitsApart === null) return say('两个号码', 'two numbers');
  const places = digitsApart.join(say('、', ', '));
  return say(`第 ${places} 位不同`, `differ in digit ${places}`);
}

function sourceWords({ source, line }: Side, say: Say): string {
  if (source === 'single') return say('逐人录入', 'entered singly');
  if (source === 'list') return say('资助名单', 'a sponsor list');
  return line === null ? say('名册', 'a file') : say(`名册第 ${line} 行`, `a file, row ${line}`);
}

function LastVerdict({ pair: { verdict, state } }: { readonly pair: Pair }) {
  const say = useWords();
  if (verdict === null)
    return state === 'settled' ? (
      <p className="dim" style={{ paddingTop: 12 }}>
        <Mark name="stopped" />{' '}
        {say('没有人判定；较晚的一条已有结果。', 'Nobody decided; the later record has its outcome.')}
      </p>
    ) : null;
  const word = verdict.verdict === 'duplicate' ? say('重复', 'a duplicate') : say('不重复', 'not a duplicate');
  return (
    <div
      className={`notice ${verdict.stands ? 'ok' : 'near'}`}
      style={{ marginTop: 16 }}
      data-verdict={verdict.verdict}
      data-stands={verdict.stands}
    >
      <h3>
        <Mark name={verdict.stands ? 'done' : 'near'} />{' '}
        {verdict.stands
          ? say(`已判定：${word}`, `Decided: ${word}`)
          : say(
              `曾判定：${word}。号码或姓名已更正，重新打开。`,
              `Was: ${word}. Number or name was corrected: open again.`,
            )}
      </h3>
      <p>
        {verdict.byName} {formatInstant(verdict.at)}，{verdict.reason}
      </p>
    </div>
  );
}
