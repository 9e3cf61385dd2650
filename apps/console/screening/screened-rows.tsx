import { townshipContract } from '@canbao/http-contract/township.contract';
import { useState } from 'react';

import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { Empty } from '../look/empty.tsx';
import { KeyPages } from '../look/key-pages.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import { ReasonTable } from './reason-table.tsx';
import { RowSets } from './row-sets.tsx';
import { ScreenedRow } from './screened-row.tsx';
import type { ScreeningChoice } from './screening-choice.ts';

type Props = { readonly township: string; readonly villageName: string | null; readonly choice: ScreeningChoice };

/** The rows behind the queue, a page of the server's at a time, with how many there are in all. */
export function ScreenedRows({ township, villageName, choice }: Props) {
  const say = useWords();
  const { query } = useAsOf();
  const { village, set, reason } = choice;
  const [pages, setPages] = useState<readonly string[]>([]);
  const after = pages.at(-1);
  const filter = { set, ...(village ? { village } : {}), ...(reason ? { reason } : {}), ...(after ? { after } : {}) };
  const rows = useAnswer(townshipContract.screeningRows, { params: { township }, query: { ...query, ...filter } });
  return (
    <Answered of={rows}>
      {(shown) => (
        <div className="screened">
          <ReasonTable reasons={shown.reasons} choice={choice} />
          <Section
            zh={villageName === null ? '全乡镇的行' : `${villageName}的行`}
            en="rows"
            aside={<RowSets sets={shown.sets} choice={choice} />}
          >
            {shown.rows.length === 0 ? (
              <Empty why={say('没有这样的行。', 'There are no such rows.')} />
            ) : (
              <table data-testid="screened-rows">
                <thead>
                  <tr>
                    <th>{say('姓名，身份证号', 'Name, ID number')}</th>
                    <th>{say('村组，代征人，收据', 'Village, agent, receipt')}</th>
                    <th>{say('为什么，看哪里，改了什么', 'Why, where to look, what was corrected')}</th>
                    <th>{say('下一步', 'Next')}</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.rows.map((row) => (
                    <ScreenedRow key={row.registration} row={row} />
                  ))}
                </tbody>
              </table>
            )}
            <KeyPages
              before={pages}
              shown={shown.rows.length}
              total={shown.total}
              next={shown.next}
              size={50}
              onGo={setPages}
            />
          </Section>
        </div>
      )}
    </Answered>
  );
}
