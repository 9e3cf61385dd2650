import { officeContract } from '@canbao/http-contract/office.contract';
import { useState } from 'react';

import { useAnswer, useCommand } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { FileButton } from '../look/file-button.tsx';
import { formatCount, formatInstant } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { PageHead } from '../look/page-head.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import { useHasRole } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';

/** Sponsor lists as they arrive: with any wrong row the list comes back whole. */
export function SponsorsPage() {
  const say = useWords();
  const { query, at } = useAsOf();
  const isDepartment = useHasRole('sponsor-department') && at === null;
  const lists = useAnswer(officeContract.sponsorLists, { query });
  return (
    <>
      <PageHead
        zh="资助名单"
        en="sponsor lists"
        about={say('在名单上的人计入任务，不收款', 'who is listed counts in the task and pays nothing')}
      />
      <Answered of={lists}>
        {({ lists: shown }) => (
          <table className="figures" style={{ maxWidth: 760 }}>
            <thead>
              <tr>
                <th>{say('部门', 'Department')}</th>
                <th className="num">{say('版本', 'Version')}</th>
                <th className="num">{say('人', 'People')}</th>
                <th>{say('收到', 'Received')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((list) => (
                <tr key={list.department}>
                  <td className="strong">{list.title}</td>
                  <td className="num">{list.receivedAt ? list.version : '—'}</td>
                  <td className="num">{list.receivedAt ? formatCount(list.people) : '—'}</td>
                  <td>
                    {list.receivedAt ? (
                      <>
                        <Mark name="done" /> {formatInstant(Date.parse(list.receivedAt))}
                      </>
                    ) : (
                      <>
                        <Mark name="waiting" /> {say('名单未到，09-19 前传递', 'not received, due 09-19')}
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Answered>
      {isDepartment ? <SubmitList /> : null}
    </>
  );
}

function SubmitList() {
  const say = useWords();
  const submit = useCommand(officeContract.submitSponsorList);
  const [name, setName] = useState('');
  const send = async (file: File) => {
    setName(file.name);
    submit.mutate({ body: { csv: await file.text() } });
  };
  return (
    <div style={{ marginTop: 20, maxWidth: 760 }}>
      <Section zh="报送名单" en="submit a list">
        <p style={{ paddingTop: 8 }} className="dim">
          {say(
            'CSV，列名：身份证号、姓名、乡镇代码、村代码、组、类别。有一行不对，整份退回，逐行说明。',
            'CSV with these columns. Any wrong row returns the list whole, row by row.',
          )}
        </p>
        <div style={{ marginTop: 8 }}>
          <FileButton name={name} accept=".csv,text/csv" onFile={(file) => void send(file)} />
        </div>
        {submit.isPending ? <p className="dim">{say(`正在检查 ${name}…`, `Checking ${name}…`)}</p> : null}
        {submit.error ? <ProblemNotice problem={submit.error.problem} /> : null}
        {submit.data ? (
          <p role="status">
            <Mark name="done" /> {say(`收下 ${submit.data.people} 人`, `${submit.data.people} people taken`)}
          </p>
        ) : null}
      </Section>
    </div>
  );
}
