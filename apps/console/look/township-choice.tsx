import { townshipContract } from '@canbao/http-contract/township.contract';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';

import { useAnswer } from '../api/use-answer.ts';
import { useAsOf } from '../shell/use-as-of.ts';
import { Answered } from './answered.tsx';
import { useWords } from './words.tsx';

/** Desks work on one township at a time: the caller's only one, or the one chosen here (kept in the address). */
export function TownshipChoice({
  children,
}: {
  readonly children: (township: { readonly code: string; readonly name: string }) => ReactNode;
}) {
  const say = useWords();
  const { query } = useAsOf();
  const [search, setSearch] = useSearchParams();
  const list = useAnswer(townshipContract.list, { query });
  return (
    <Answered of={list}>
      {({ townships }) => {
        const chosen = townships.find(({ code }) => code === search.get('township')) ?? townships[0];
        if (!chosen)
          return (
            <p className="dim">{say('任务分解以后，乡镇出现在这里。', 'Townships appear once the tasks are split.')}</p>
          );
        const choose = (code: string) =>
          setSearch((last) => {
            const next = new URLSearchParams(last);
            next.set('township', code);
            return next;
          });
        return (
          <>
            {townships.length > 1 ? (
              <label className="township-choice">
                <span className="label">{say('乡镇', 'Township')}</span>
                <select
                  className="input"
                  style={{ width: 180 }}
                  value={chosen.code}
                  onChange={(event) => choose(event.target.value)}
                >
                  {townships.map(({ code, name }) => (
                    <option key={code} value={code}>
                      {code} {name}
                    </option>
                  ))}
                </select>
              </label>
            ) : null}
            {children(chosen)}
          </>
        );
      }}
    </Answered>
  );
}
