import { auditContract } from '@canbao/http-contract/audit.contract';
import { Link, useSearchParams } from 'react-router';

import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { FigureButton } from '../look/figure-button.tsx';
import { formatCount, formatFullInstant, formatSigned } from '../look/format.ts';
import { PageHead } from '../look/page-head.tsx';
import { Seal, type MeasureName } from '../look/seal.tsx';
import { useWords } from '../look/words.tsx';

const measures: readonly MeasureName[] = ['registered', 'deposited', 'entered'];

/** Two moments side by side, township by township or village by village: A, B and the signed difference (R-1002). */
export function ComparePage() {
  const say = useWords();
  const [search] = useSearchParams();
  const [a, b] = [Number(search.get('a') ?? 0), Number(search.get('b') ?? 0)];
  const township = search.get('township');
  const compare = useAnswer(auditContract.compare, { query: { a, b, ...(township === null ? {} : { township }) } });
  return (
    <Answered of={compare}>
      {(shown) => (
        <>
          <PageHead
            zh="两个时刻对比"
            en="two moments compared"
            about={
              <>
                A <strong>{formatFullInstant(shown.a.planAt)}</strong> {say('位置', 'position')}{' '}
                {formatCount(shown.a.position)}　B <strong>{formatFullInstant(shown.b.planAt)}</strong>{' '}
                {say('位置', 'position')} {formatCount(shown.b.position)}　
                {say(`相差 ${formatCount(shown.events)} 个事件`, `${formatCount(shown.events)} events apart`)}
              </>
            }
            aside={<Link to="/overview">{say('返回总览', 'Back')}</Link>}
          />
          <table data-testid="compare">
            <thead>
              <tr>
                <th rowSpan={2}>{say('单位', 'Unit')}</th>
                <th rowSpan={2} className="num">
                  {say('任务', 'Task')}
                </th>
                {measures.map((name) => (
                  <th key={name} colSpan={3} style={{ textAlign: 'center' }}>
                    <Seal name={name} />
                  </th>
                ))}
              </tr>
              <tr>
                {measures.flatMap((name) => [
                  <th key={`${name}a`} className="num">
                    A
                  </th>,
                  <th key={`${name}b`} className="num">
                    B
                  </th>,
                  <th key={`${name}d`} className="num">
                    {say('差', 'diff')}
                  </th>,
                ])}
              </tr>
            </thead>
            <tbody>
              {shown.rows.map((row) => (
                <tr key={row.unit} className="dense">
                  <td className="strong">{row.name}</td>
                  <td className="num">{formatCount(row.task)}</td>
                  {measures.flatMap((name) => {
                    const difference = row.b[name].people - row.a[name].people;
                    return [
                      <td key={`${name}a`} className="num dim">
                        {formatCount(row.a[name].people)}
                      </td>,
                      <td key={`${name}b`} className="num">
                        <FigureButton measure={name} unit={row.unit}>
                          {formatCount(row.b[name].people)}
                        </FigureButton>
                      </td>,
                      <td
                        key={`${name}d`}
                        className={`num ${difference < 0 ? 'late strong' : difference > 0 ? 'strong' : 'faint'}`}
                      >
                        {formatSigned(difference)}
                      </td>,
                    ];
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Answered>
  );
}
