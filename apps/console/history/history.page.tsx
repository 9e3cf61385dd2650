import { auditContract } from '@canbao/http-contract/audit.contract';
import type { QueryOf } from '@canbao/http-contract/operation';
import { useState, type FormEvent } from 'react';
import { useSearchParams } from 'react-router';

import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { Empty } from '../look/empty.tsx';
import { formatCount } from '../look/format.ts';
import { PageHead } from '../look/page-head.tsx';
import { useWords } from '../look/words.tsx';
import { HistoryEvents } from './history-events.tsx';

type Subject = QueryOf<typeof auditContract.history>['subject'];
const subjects: readonly Subject[] = ['township', 'agent', 'receipt', 'bag', 'registration'];
const AT_ONCE = 100;

/** The whole history of one township, agent, receipt, bag or registration: newest first, page by page. */
export function HistoryPage() {
  const say = useWords();
  const [search, setSearch] = useSearchParams();
  const subject = subjects.find((word) => word === search.get('subject')) ?? 'township';
  const id = search.get('id') ?? '';
  const [typed, setTyped] = useState(id);
  const words: Record<Subject, readonly [string, string]> = {
    township: [say('乡镇', 'township'), say('代码，如 101', 'code, like 101')],
    agent: [say('代征人', 'agent'), say('编号，如 101-03-1', 'number, like 101-03-1')],
    receipt: [say('收据', 'receipt'), 'SC2020-00000027'],
    bag: [say('缴款袋', 'bag'), say('缴款码，如 K7M4P', 'slip code, like K7M4P')],
    registration: [say('登记', 'registration'), say('登记号', 'its number')],
  };
  const go = (event: FormEvent) => {
    event.preventDefault();
    setSearch({ subject, id: typed.trim() });
  };
  return (
    <>
      <PageHead
        zh="全部历史"
        en="whole history"
        aside={<span className="dim">{say('不含姓名与身份证号', 'no names, no ID numbers')}</span>}
      />
      <form onSubmit={go} className="history-form">
        <span className="segmented" role="group" aria-label={say('查哪一类', 'of what')}>
          {subjects.map((word) => (
            <button
              key={word}
              type="button"
              aria-pressed={word === subject}
              data-subject={word}
              onClick={() => {
                setTyped('');
                setSearch({ subject: word });
              }}
            >
              {words[word][0]}
            </button>
          ))}
        </span>
        <input
          className="input mono"
          name="id"
          autoComplete="off"
          aria-label={words[subject][1]}
          placeholder={words[subject][1]}
          value={typed}
          onChange={(e) => setTyped(e.target.value)}
        />
        <button className="btn primary" disabled={typed.trim() === ''}>
          {say('查', 'Find')}
        </button>
      </form>
      {id === '' ? (
        <Empty
          why={say('选一类，输入号码。', 'Choose what, type its number.')}
          what={say(
            '一个乡镇、代征人、收据、缴款袋或登记的每一件事，从最近一件往前列。',
            'Everything that ever happened to it, the latest first.',
          )}
        />
      ) : (
        <Found key={`${subject}/${id}`} subject={subject} id={id} />
      )}
    </>
  );
}

/** One page; `before` is the position of the oldest event shown, and 0 = the newest page. */
function Found({ subject, id }: { readonly subject: Subject; readonly id: string }) {
  const say = useWords();
  const [pages, setPages] = useState<readonly number[]>([]);
  const before = pages.at(-1);
  const history = useAnswer(auditContract.history, {
    query: { subject, id, limit: AT_ONCE, ...(before === undefined ? {} : { before }) },
  });
  return (
    <Answered of={history}>
      {({ total, events }) => {
        const first = pages.length * AT_ONCE;
        const oldest = events.at(-1);
        const hasEarlier = oldest !== undefined && first + events.length < total;
        if (total === 0)
          return <Empty why={say('没有这个号码的事件，核对号码。', 'No event of this number: check it.')} />;
        return (
          <>
            <p className="dim history-count">
              <span data-testid="history-total">
                {say(
                  `共 ${formatCount(total)} 条，列第 ${formatCount(first + 1)} 至 ${formatCount(first + events.length)} 条，新的在前`,
                  `${formatCount(total)} events, ${formatCount(first + 1)} to ${formatCount(first + events.length)}, newest first`,
                )}
              </span>
              {pages.length > 0 ? (
                <button className="btn small" onClick={() => setPages(pages.slice(0, -1))}>
                  {say('更近的', 'Later')}
                </button>
              ) : null}
              {hasEarlier ? (
                <button className="btn small" onClick={() => setPages([...pages, oldest.position])}>
                  {say('更早的', 'Earlier')}
                </button>
              ) : null}
            </p>
            <HistoryEvents events={events} />
          </>
        );
      }}
    </Answered>
  );
}
