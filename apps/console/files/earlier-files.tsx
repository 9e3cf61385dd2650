import { fileContract } from '@canbao/http-contract/file.contract';

import { useAnswer } from '../api/use-answer.ts';
import { formatCount, formatInstant } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';

type Props = { readonly shown: string | null; readonly onChoose: (intake: string) => void };

/** The own files so far, newest first; one that is chosen shows its result again. */
export function EarlierFiles({ shown, onChoose }: Props) {
  const say = useWords();
  const files = useAnswer(fileContract.list).data?.files ?? [];
  if (files.length === 0) return null;
  return (
    <Section zh="上传过的名册" en="files so far">
      <ul>
        {files.map(({ intake, receivedAt, refused, skipped, state, taken }) => (
          <li key={intake} style={{ padding: '8px 0', borderBottom: '1px solid var(--line)' }}>
            <button className="btn" aria-pressed={shown === intake} onClick={() => onChoose(intake)}>
              <Mark name={state === 'taken' ? 'done' : state === 'refused' ? 'late' : 'waiting'} />{' '}
              {formatInstant(Date.parse(receivedAt))}
            </button>{' '}
            {state === 'refused'
              ? say('整份退回', 'refused whole')
              : `${say('收下', 'taken')} ${formatCount(taken)}，${say('退回', 'refused')} ${formatCount(refused)}，${say('先前已有', 'had before')} ${formatCount(skipped)}`}
          </li>
        ))}
      </ul>
    </Section>
  );
}
