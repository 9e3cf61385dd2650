import './duplicates.css';

import { type DuplicateKind, duplicateKinds } from '@canbao/domain/duplicate/duplicate-kind';
import { duplicateContract } from '@canbao/http-contract/duplicate.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';
import { useSearchParams } from 'react-router';

import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { Empty } from '../look/empty.tsx';
import { formatCount } from '../look/format.ts';
import { PageHead } from '../look/page-head.tsx';
import { Section } from '../look/section.tsx';
import { TownshipChoice } from '../look/township-choice.tsx';
import { useWords } from '../look/words.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import { DuplicateKinds } from './duplicate-kinds.tsx';
import { DuplicatePair } from './duplicate-pair.tsx';
import { DuplicateQueue } from './duplicate-queue.tsx';

type Queue = AnswerOf<typeof duplicateContract.queue>;
export type QueueState = Queue['pairs'][number]['state'];

const states: readonly QueueState[] = ['open', 'not-a-duplicate', 'duplicate', 'settled'];

/** Records that look like one payment, counted by kind; both side by side; the tax branch's verdict. */
export function DuplicatesPage() {
  return <TownshipChoice>{({ code, name }) => <Duplicates key={code} township={code} name={name} />}</TownshipChoice>;
}

function Duplicates({ township, name }: { readonly township: string; readonly name: string }) {
  const say = useWords();
  const { query } = useAsOf();
  const [search, setSearch] = useSearchParams();
  const kind = search.get('kind');
  const state = states.find((one) => one === search.get('state')) ?? 'open';
  const page = Number(search.get('page') ?? 0);
  const chosen = search.get('pair');
  const put = (change: Readonly<Record<string, string | null>>) =>
    setSearch((last) => {
      const next = new URLSearchParams(last);
      for (const [key, value] of Object.entries(change)) {
        if (value === null) next.delete(key);
        else next.set(key, value);
      }
      return next;
    });
  const filter = { state, page, ...(isKind(kind) ? { kind } : {}) };
  const queue = useAnswer(duplicateContract.queue, { params: { township }, query: { ...query, ...filter } });
  return (
    <>
      <PageHead
        zh={`${name}查重`}
        en="duplicates"
        about={say(
          '判定记住比对的内容；号码或姓名更正后才重新打开。',
          'A verdict holds for what was compared, until number or name is corrected.',
        )}
      />
      <Answered of={queue}>
        {(shown) => (
          <div className="duplicates">
            <div>
              <DuplicateKinds kinds={shown.kinds} chosen={kind} choose={(next) => put({ kind: next, page: null })} />
              <DuplicateQueue
                queue={shown}
                state={state}
                chosen={chosen}
                chooseState={(next) => put({ state: next, page: null })}
                choosePair={(pair) => put({ pair })}
                choosePage={(next) => put({ page: next === 0 ? null : String(next) })}
              />
            </div>
            {chosen === null ? (
              <Section zh="两条记录" en="two records" aside={<span className="dim">{say('未选', 'none chosen')}</span>}>
                <Empty
                  why={say(
                    `${formatCount(openOf(shown))} 对待判定。`,
                    `${formatCount(openOf(shown))} pairs wait for a verdict.`,
                  )}
                  what={say(
                    '从左边选一对；同一号码的两笔在判定以前按重复退回，较早的一笔算数。',
                    'Choose one on the left. Until somebody decides, the later of two payments under one number is returned.',
                  )}
                />
              </Section>
            ) : (
              <DuplicatePair key={chosen} address={chosen} />
            )}
          </div>
        )}
      </Answered>
    </>
  );
}

const openOf = ({ kinds }: Queue): number => kinds.reduce((sum, { open }) => sum + open, 0);

/** An old address with a word that the API would refuse shows every kind. */
const isKind = (word: string | null): word is DuplicateKind => word !== null && word in duplicateKinds;
