import type { auditContract } from '@canbao/http-contract/audit.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';

import { FigureButton } from '../look/figure-button.tsx';
import { formatCount, formatSigned } from '../look/format.ts';
import type { MeasureName } from '../look/seal.tsx';
import { useWords } from '../look/words.tsx';

type Compared = AnswerOf<typeof auditContract.compare>;
type Row = Compared['rows'][number];
const measures: readonly MeasureName[] = ['registered', 'deposited', 'entered'];

/** One row a unit and the sum of all: A, B and the signed difference of each measure. */
export function CompareRows({ shown }: { readonly shown: Compared }) {
  const say = useWords();
  const { rows, a, b } = shown;
  const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
  return (
    <tbody>
      {rows.map((row) => (
        <tr key={row.unit} className="dense" data-unit={row.unit}>
          <td className="strong">{row.name}</td>
          <td className="num dim">{formatCount(row.task)}</td>
          {measures.flatMap((name) => [
            <td key={`${name}a`} className="num dim group">
              {formatCount(row.a[name].people)}
            </td>,
            <td key={`${name}b`} className="num">
              <FigureButton measure={name} unit={row.unit} at={b.position}>
                {formatCount(row.b[name].people)}
              </FigureButton>
            </td>,
            <td key={`${name}d`} className="num">
              <Difference people={row.b[name].people - row.a[name].people}>
                {(text) => (
                  <FigureButton measure={name} unit={row.unit} from={a.position} at={b.position}>
                    {text}
                  </FigureButton>
                )}
              </Difference>
            </td>,
          ])}
        </tr>
      ))}
      <tr className="dense total" data-unit="sum">
        <td>{say('合计', 'Sum')}</td>
        <td className="num">{formatCount(sum(({ task }) => task))}</td>
        {measures.flatMap((name) => [
          <td key={`${name}a`} className="num group">
            {formatCount(sum((row) => row.a[name].people))}
          </td>,
          <td key={`${name}b`} className="num">
            {formatCount(sum((row) => row.b[name].people))}
          </td>,
          <td key={`${name}d`} className="num">
            {formatSigned(sum((row) => row.b[name].people - row.a[name].people))}
          </td>,
        ])}
      </tr>
    </tbody>
  );
}

function Difference({
  people,
  children,
}: {
  readonly people: number;
  readonly children: (text: string) => React.ReactNode;
}) {
  if (people === 0) return <span className="faint">0</span>;
  return <span className={people < 0 ? 'late strong' : 'strong'}>{children(formatSigned(people))}</span>;
}
