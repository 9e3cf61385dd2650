import { townshipContract } from '@canbao/http-contract/township.contract';

import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { CommandButton } from '../look/command-button.tsx';
import { Empty } from '../look/empty.tsx';
import { formatCount } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { PageHead } from '../look/page-head.tsx';
import { Section } from '../look/section.tsx';
import { TownshipChoice } from '../look/township-choice.tsx';
import { useWords } from '../look/words.tsx';
import { Yuan } from '../look/yuan.tsx';
import { useHasRole } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';

/** Valid and funded people, serial numbers, certificates and treasury pages tick off here. */
export function EnrolmentPage() {
  return <TownshipChoice>{({ code, name }) => <Enrolment key={code} township={code} name={name} />}</TownshipChoice>;
}

function Enrolment({ township, name }: { readonly township: string; readonly name: string }) {
  const say = useWords();
  const { query, at } = useAsOf();
  const mayStart = useHasRole('tax-branch') && at === null;
  const enrolment = useAnswer(townshipContract.enrolment, { params: { township }, query });
  return (
    <>
      <PageHead
        zh={`${name}登记入库`}
        en="enrolment and treasury entry"
        aside={
          mayStart ? (
            <CommandButton
              operation={townshipContract.startEnrolment}
              input={{ params: { township }, body: {} }}
              isPrimary
            >
              {say('第二次筛查并入库', 'Second screening, then enrol')}
            </CommandButton>
          ) : null
        }
      />
      <Answered of={enrolment}>
        {(shown) => {
          const steps: readonly (readonly [string, number])[] = [
            [say('信息合格', 'valid'), shown.valid],
            [say('钱已到账', 'funded'), shown.funded],
            [say('登记序号', 'serial numbers'), shown.enrolled],
            [say('医保局不收', 'refused'), shown.refused],
            [say('完税证明', 'certificates'), shown.certificates],
            [say('已入库', 'entered'), shown.entered],
          ];
          return (
            <>
              <div
                style={{
                  display: 'grid',
                  gridTemplateColumns: 'repeat(6, 1fr)',
                  border: 'solid var(--line-2)',
                  borderWidth: '1px 0',
                  marginBottom: 16,
                }}
              >
                {steps.map(([title, count]) => (
                  <div key={title} style={{ padding: '8px 12px', borderRight: '1px solid var(--line)' }}>
                    <p className="dim">{title}</p>
                    <p style={{ font: '600 16px/24px var(--sans)' }}>
                      {formatCount(count)}{' '}
                      <span className="dim" style={{ fontWeight: 400 }}>
                        {say('人', '')}
                      </span>
                    </p>
                  </div>
                ))}
              </div>
              <Section
                zh="入库页"
                en="treasury pages"
                aside={
                  <span>
                    {say('已入库', 'entered')} <Yuan fen={shown.enteredFen} isStrong /> {say('元', 'yuan')}
                  </span>
                }
              >
                {shown.pages.length === 0 ? (
                  <Empty
                    why={say('还没有入库页。', 'No page yet.')}
                    what={say(
                      '先第二次筛查，医保局逐人给序号，再按人入库；一页的钱正好是这些人的钱。',
                      'Second screening first, then serial numbers, then entry person by person: a page moves exactly its money.',
                    )}
                  />
                ) : (
                  <table className="figures">
                    <thead>
                      <tr>
                        <th>{say('页', 'Page')}</th>
                        <th className="num">{say('人', 'People')}</th>
                        <th className="num">{say('金额（元）', 'Yuan')}</th>
                        <th>{say('状态', 'State')}</th>
                        <th>{say('国库凭证', 'Reference')}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {shown.pages.map((page) => (
                        <tr key={page.page} className="dense">
                          <td className="mono">{page.page}</td>
                          <td className="num">{formatCount(page.people)}</td>
                          <td className="num">
                            <Yuan fen={page.fen} />
                          </td>
                          <td>
                            <Mark name={page.state === 'entered' ? 'solid' : 'unknown'} />{' '}
                            {page.state === 'entered'
                              ? say('已入库', 'entered')
                              : say('已下令，等税务答复，不重发', 'ordered; asking, never sent again blindly')}
                          </td>
                          <td className="mono">{page.reference ?? '—'}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                )}
              </Section>
            </>
          );
        }}
      </Answered>
    </>
  );
}
