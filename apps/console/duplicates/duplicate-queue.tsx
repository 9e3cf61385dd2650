import type { duplicateContract } from '@canbao/http-contract/duplicate.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';

import { Empty } from '../look/empty.tsx';
import { formatCount, formatInstant } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { useSaid } from '../look/said.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import type { QueueState } from './duplicates.page.tsx';
import { stateWords } from './state-words.ts';

type Props = {
  readonly queue: AnswerOf<typeof duplicateContract.queue>;
  readonly state: QueueState;
  readonly chosen: string | null;
  readonly chooseState: (state: QueueState) => void;
  readonly choosePair: (address: string) => void;
  readonly choosePage: (page: number) => void;
};

const pageSize = 50;

/** The pairs of one state, oldest first; who, where, and against which other record. */
export function DuplicateQueue({ queue, state, chosen, chooseState, choosePair, choosePage }: Props) {
  const say = useWords();
  const said = useSaid();
  const { pairs, total, page } = queue;
  const aside = (
    <select
      className="input"
      aria-label={say('状态', 'state')}
      name="state"
      style={{ width: 140 }}
      value={state}
      onChange={(event) => chooseState(event.target.value as QueueState)}
    >
      {stateWords.map(([word, zh, en]) => (
        <option key={word} value={word}>
          {say(zh, en)}
        </option>
      ))}
    </select>
  );
  return (
    <div style={{ marginTop: 20 }}>
      <Section zh={`队列 ${formatCount(total)}`} en="queue" aside={aside}>
        {pairs.length === 0 ? (
          <Empty why={say('这里没有记录对。', 'There are no pairs here.')} />
        ) : (
          <ul className="queue">
            {pairs.map(({ registration, other, later, earlier, title, state: own }) => (
              <li key={`${registration}/${other}`} aria-current={`${registration}/${other}` === chosen}>
                <button data-pair={`${registration}/${other}`} onClick={() => choosePair(`${registration}/${other}`)}>
                  <Mark name={own === 'open' ? 'waiting' : own === 'settled' ? 'stopped' : 'done'} />
                  <span>
                    <strong>{later.name}</strong> {later.townshipName}
                    {later.villageName}
                  </span>
                  <span className="dim">{formatInstant(later.recordedAt)}</span>
                  <span className="second">
                    {said(title)}，{say('另一条', 'other')}{' '}
                    {earlier.departmentTitle ?? `${earlier.townshipName}${earlier.villageName}`}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
        {total > pageSize ? (
          <p style={{ paddingTop: 8 }}>
            <button className="btn small" disabled={page === 0} onClick={() => choosePage(page - 1)}>
              {say('前一页', 'Before')}
            </button>{' '}
            <button
              className="btn small"
              disabled={(page + 1) * pageSize >= total}
              onClick={() => choosePage(page + 1)}
            >
              {say('后一页', 'Next')}
            </button>{' '}
            <span className="dim">
              {formatCount(page * pageSize + 1)} – {formatCount(Math.min(total, (page + 1) * pageSize))}
            </span>
          </p>
        ) : null}
      </Section>
    </div>
  );
}
