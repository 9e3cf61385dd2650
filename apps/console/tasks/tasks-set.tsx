import type { taskContract } from '@canbao/http-contract/task.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';

import { Empty } from '../look/empty.tsx';
import { formatCount } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';

/** what was set for each township beside the table, and whether its villages add up to it. */
export function TasksSet({ imported, set, setTotal }: AnswerOf<typeof taskContract.table>) {
  const say = useWords();
  return (
    <Section
      zh="下达到乡镇"
      en="set for townships"
      aside={
        <span>
          {say('合计', 'total')} <strong>{formatCount(setTotal)}</strong> {say('人', 'people')}
        </span>
      }
    >
      {set.length === 0 ? (
        <Empty
          why={say('还没有下达。', 'None is set yet.')}
          what={say(
            '任务表确认后，逐乡镇下达并分到村。',
            'Once the table is confirmed, tasks are set and split to villages.',
          )}
        />
      ) : (
        <table className="figures">
          <thead>
            <tr>
              <th>{say('乡镇', 'Township')}</th>
              <th className="num">{say('任务表印（人）', 'Printed')}</th>
              <th className="num">{say('下达（人）', 'Set')}</th>
              <th className="num">{say('村', 'Villages')}</th>
              <th className="num">{say('各村相加', 'Villages add to')}</th>
            </tr>
          </thead>
          <tbody>
            {set.map((township) => {
              const sum = township.villages.reduce((total, { people }) => total + people, 0);
              return (
                <tr key={township.township} className="dense">
                  <td className="strong">{township.name}</td>
                  <td className="num dim">
                    {formatCount(imported?.rows.find(({ name }) => name === township.name)?.people ?? 0)}
                  </td>
                  <td className="num">{formatCount(township.people)}</td>
                  <td className="num">{township.villages.length}</td>
                  <td className="num">
                    {formatCount(sum)} <Mark name={sum === township.people ? 'done' : 'breaks'} />
                  </td>
                </tr>
              );
            })}
            <tr className="dense total">
              <td>{say('合计', 'Sum')}</td>
              <td className="num">{formatCount(imported?.rowSum ?? 0)}</td>
              <td className="num">{formatCount(setTotal)}</td>
              <td className="num">{set.reduce((total, { villages }) => total + villages.length, 0)}</td>
              <td />
            </tr>
          </tbody>
        </table>
      )}
    </Section>
  );
}
