import { campaignContract } from '@canbao/http-contract/campaign.contract';

import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { Empty } from '../look/empty.tsx';
import { formatCount } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { PageHead } from '../look/page-head.tsx';
import { measureTitle, Seal, type MeasureName } from '../look/seal.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import { Yuan } from '../look/yuan.tsx';
import { useAsOf } from '../shell/use-as-of.ts';

const measures: readonly MeasureName[] = ['registered', 'deposited', 'entered'];

/** Monday reports (R-805): three figures and, beside them, the bank's balances (R-805a), each with its position. */
export function ReportsPage() {
  const say = useWords();
  const { query } = useAsOf();
  const reports = useAnswer(campaignContract.reports, { query });
  return (
    <>
      <PageHead
        zh="周一报表"
        en="Monday reports"
        about={say(
          '排名与进度看累计到账；余额在入库后会下降',
          'rank by cumulative deposits; the balance falls once money moves on',
        )}
      />
      <Answered of={reports}>
        {({ reports: shown }) => (
          <>
            {shown.length === 0 ? (
              <Empty
                why={say('还没有报表，因为还没有到周一。', 'No report yet: no Monday has come.')}
                what={say(
                  '第一份在收缴开始后的周一 08:00 自动出，以后每周一份。',
                  'The first is issued by itself at 08:00 on the first Monday of the collection, then one a week.',
                )}
              />
            ) : null}
            {shown.map((report) => (
              <div key={report.position} style={{ marginBottom: 20 }} data-report={report.onDate}>
                <Section
                  zh={`${report.onDate} 周一`}
                  en="Monday report"
                  aside={
                    <span className="dim">
                      {say('按位置', 'figures at position')} {formatCount(report.figuresAt)}
                    </span>
                  }
                >
                  <table style={{ maxWidth: 760 }}>
                    <thead>
                      <tr>
                        <th>{say('口径', 'Measure')}</th>
                        <th className="num">{say('人', 'People')}</th>
                        <th className="num">{say('元', 'Yuan')}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {measures.map((name) => (
                        <tr key={name}>
                          <td>
                            <Seal name={name} /> {say(measureTitle(name).title, measureTitle(name).en)}
                          </td>
                          <td className="num">{formatCount(report.measures[name].people)}</td>
                          <td className="num">
                            <Yuan fen={report.measures[name].fen} />
                          </td>
                        </tr>
                      ))}
                      <tr>
                        <td>
                          {say(
                            `银行余额，${report.balances.length} 户合计，按银行所报`,
                            `balances of ${report.balances.length} accounts, as the bank states them`,
                          )}
                        </td>
                        <td className="num">—</td>
                        <td className="num">
                          <Yuan fen={report.balances.reduce((sum, { balanceFen }) => sum + balanceFen, 0)} />
                        </td>
                      </tr>
                    </tbody>
                  </table>
                  <p className={report.behind.length === 0 ? 'dim' : ''} style={{ padding: '6px 8px' }} data-behind>
                    <Mark name={report.behind.length === 0 ? 'done' : 'late'} />{' '}
                    {report.behind.length === 0
                      ? say('没有落后于进度的乡镇。', 'No township is behind schedule.')
                      : `${say(`落后 ${report.behind.length} 个乡镇`, `${report.behind.length} behind schedule`)}：${report.behind.join('、')}`}
                  </p>
                </Section>
              </div>
            ))}
          </>
        )}
      </Answered>
    </>
  );
}
