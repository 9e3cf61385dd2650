import { officeContract } from '@canbao/http-contract/office.contract';

import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { CommandButton } from '../look/command-button.tsx';
import { Empty } from '../look/empty.tsx';
import { formatCount } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { PageHead } from '../look/page-head.tsx';
import { useWords } from '../look/words.tsx';
import { useHasRole } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';

/** Hand-overs to the insurance bureau: accept for import, then serial numbers come back person by person. */
export function BureauPage() {
  const say = useWords();
  const { query, at } = useAsOf();
  const isBureau = useHasRole('insurance-bureau') && at === null;
  const bureau = useAnswer(officeContract.bureau, { query });
  return (
    <>
      <PageHead zh="待接收批次" en="hand-overs" />
      <Answered of={bureau}>
        {({ handovers }) => (
          <>
            {handovers.length === 0 ? (
              <Empty
                why={say('还没有批次，因为还没有到登记入库。', 'No hand-over yet: enrolment has not begun.')}
                what={say(
                  '税务分局第二次筛查后逐乡镇移交，出现在这里；接收后逐人给序号，不收的写明原因。',
                  'They come from the tax branches after the second screening; once accepted, serial numbers go back person by person.',
                )}
              />
            ) : (
              <table className="figures">
                <thead>
                  <tr>
                    <th>{say('乡镇', 'Township')}</th>
                    <th>{say('批次', 'Hand-over')}</th>
                    <th className="num">{say('人', 'People')}</th>
                    <th className="num">{say('页', 'Pages')}</th>
                    <th className="num">{say('给号', 'Enrolled')}</th>
                    <th className="num">{say('不收', 'Refused')}</th>
                    <th>{say('状态', 'State')}</th>
                  </tr>
                </thead>
                <tbody>
                  {handovers.map((handover) => (
                    <tr key={handover.handover} data-handover={handover.handover}>
                      <td className="strong">{handover.name}</td>
                      <td className="mono">{handover.handover}</td>
                      <td className="num">{formatCount(handover.people)}</td>
                      <td className="num">{formatCount(handover.pages)}</td>
                      <td className="num">{formatCount(handover.enrolled)}</td>
                      <td className="num">{formatCount(handover.refused)}</td>
                      <td>
                        {handover.state === 'sent' && isBureau ? (
                          <CommandButton
                            operation={officeContract.acceptHandover}
                            input={{ params: { township: handover.township }, body: {} }}
                            isSmall
                            isPrimary
                          >
                            {say('接收', 'Accept')}
                          </CommandButton>
                        ) : (
                          <>
                            <Mark
                              name={
                                handover.state === 'finished'
                                  ? 'done'
                                  : handover.state === 'accepted'
                                    ? 'near'
                                    : 'waiting'
                              }
                            />{' '}
                            {handover.state === 'finished'
                              ? say('办完', 'finished')
                              : handover.state === 'accepted'
                                ? say('正在导入', 'importing')
                                : say('等接收', 'waiting')}
                          </>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </>
        )}
      </Answered>
    </>
  );
}
