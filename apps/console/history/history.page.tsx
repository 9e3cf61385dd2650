import { auditContract } from '@canbao/http-contract/audit.contract';
import type { QueryOf } from '@canbao/http-contract/operation';
import { useState, type FormEvent } from 'react';
import { useSearchParams } from 'react-router';

import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { formatCount } from '../look/format.ts';
import { PageHead } from '../look/page-head.tsx';
import { useWords } from '../look/words.tsx';
import { Yuan } from '../look/yuan.tsx';

type Subject = QueryOf<typeof auditContract.history>['subject'];
const subjects: readonly Subject[] = ['township', 'agent', 'receipt', 'bag', 'registration'];

/** The whole history of one township, agent, receipt, bag or registration, newest last. */
export function HistoryPage() {
  const say = useWords();
  const [search, setSearch] = useSearchParams();
  const subject = subjects.find((word) => word === search.get('subject')) ?? 'township';
  const id = search.get('id') ?? '';
  const [typed, setTyped] = useState(id);
  const [before, setBefore] = useState<number | null>(null);
  const history = useAnswer(
    auditContract.history,
    { query: { subject, id, limit: 200, ...(before === null ? {} : { before }) } },
    { isEnabled: id !== '' },
  );
  const words: Record<Subject, string> = {
    township: say('乡镇（代码）', 'township (code)'),
    agent: say('代征人（101-03-1）', 'agent (101-03-1)'),
    receipt: say('收据号', 'receipt'),
    bag: say('缴款码', 'slip code'),
    registration: say('登记号', 'registration'),
  };
  const go = (event: FormEvent) => {
    event.preventDefault();
    setBefore(null);
    setSearch({ subject, id: typed.trim() });
  };
  return (
    <>
      <PageHead zh="全部历史" en="whole history" />
      <form onSubmit={go} style={{ display: 'flex', gap: 8, maxWidth: 640, marginBottom: 16 }}>
        <select
          className="input"
          style={{ width: 200 }}
          name="subject"
          value={subject}
          onChange={(e) => setSearch({ subject: e.target.value, id: '' })}
        >
          {subjects.map((word) => (
            <option key={word} value={word}>
              {words[word]}
            </option>
          ))}
        </select>
        <input
          className="input"
          name="id"
          value={typed}
          onChange={(e) => setTyped(e.target.value)}
          placeholder={words[subject]}
        />
        <button className="btn primary" disabled={typed.trim() === ''}>
          {say('查', 'Find')}
        </button>
      </form>
      {id === '' ? (
        <p className="dim">
          {say(
            '选一类，输入号码。读历史不显示姓名；要看一个人，须写理由。',
            'Choose and type. Histories show no names; opening a person takes a reason.',
          )}
        </p>
      ) : (
        <Answered of={history}>
          {(shown) => (
            <>
              <p className="dim">
                {say(`共 ${formatCount(shown.total)} 条`, `${formatCount(shown.total)} events`)}
                {shown.events.length < shown.total
                  ? say(`，列 ${shown.events.length} 条`, `, ${shown.events.length} shown`)
                  : ''}
              </p>
              <table>
                <thead>
                  <tr>
                    <th className="num">{say('位置', 'Position')}</th>
                    <th>{say('发生', 'Happened')}</th>
                    <th>{say('记下', 'Recorded')}</th>
                    <th>{say('事件', 'Event')}</th>
                    <th>{say('谁', 'Actor')}</th>
                    <th>{say('单位', 'Unit')}</th>
                    <th className="num">{say('元', 'Yuan')}</th>
                    <th>{say('内容', 'Data')}</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.events.map((event) => (
                    <tr key={event.position} className="dense" data-event={event.type}>
                      <td className="num mono">{formatCount(event.position)}</td>
                      <td>{event.occurredAt.slice(5, 16).replace('T', ' ')}</td>
                      <td className="dim">{event.recordedAt.slice(5, 19).replace('T', ' ')}</td>
                      <td className="strong">{event.type}</td>
                      <td className="mono">{event.actor}</td>
                      <td className="mono">{event.unit}</td>
                      <td className="num">{event.amountFen === null ? '—' : <Yuan fen={event.amountFen} />}</td>
                      <td className="mono faint" style={{ fontSize: 11, wordBreak: 'break-all' }}>
                        {JSON.stringify(event.data).slice(0, 220)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {shown.events.length < shown.total && shown.events[0] ? (
                <button
                  className="btn"
                  style={{ marginTop: 8 }}
                  onClick={() => setBefore(shown.events[0]?.position ?? null)}
                >
                  {say('更早的', 'Earlier')}
                </button>
              ) : null}
            </>
          )}
        </Answered>
      )}
    </>
  );
}
