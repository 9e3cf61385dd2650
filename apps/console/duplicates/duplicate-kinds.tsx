import type { duplicateContract } from '@canbao/http-contract/duplicate.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';

import { formatCount } from '../look/format.ts';
import { useSaid } from '../look/said.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';

type Props = {
  readonly kinds: AnswerOf<typeof duplicateContract.queue>['kinds'];
  readonly chosen: string | null;
  readonly choose: (kind: string | null) => void;
};

/** Every kind with its counts, also those of which there is none; a press shows one kind only, another press all. */
export function DuplicateKinds({ kinds, chosen, choose }: Props) {
  const say = useWords();
  const said = useSaid();
  const sum = (count: (one: Props['kinds'][number]) => number) => formatCount(kinds.reduce((n, k) => n + count(k), 0));
  return (
    <Section zh="种类" en="kinds">
      <table className="kinds">
        <thead>
          <tr>
            <th />
            <th className="num">{say('待判定', 'Open')}</th>
            <th className="num">{say('不重复', 'Cleared')}</th>
            <th className="num">{say('重复', 'Duplicate')}</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ kind, title, open, notDuplicate, duplicate }) => (
            <tr key={kind} data-kind={kind} aria-current={kind === chosen}>
              <td>
                <button onClick={() => choose(kind === chosen ? null : kind)}>{said(title)}</button>
              </td>
              <td className={open > 0 ? 'num near strong' : 'num'}>{formatCount(open)}</td>
              <td className="num">{formatCount(notDuplicate)}</td>
              <td className="num">{formatCount(duplicate)}</td>
            </tr>
          ))}
          <tr className="total">
            <td>{say('合计', 'Sum')}</td>
            <td className="num">{sum(({ open }) => open)}</td>
            <td className="num">{sum(({ notDuplicate }) => notDuplicate)}</td>
            <td className="num">{sum(({ duplicate }) => duplicate)}</td>
          </tr>
        </tbody>
      </table>
    </Section>
  );
}
