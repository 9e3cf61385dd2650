import type { Problem } from '@canbao/domain/problem';

import { Mark } from './mark.tsx';
import { Said, useSaid } from './said.tsx';
import { useWords } from './words.tsx';

/** A refusal: what is wrong, what is missing item by item, and in bold what to do. */
export function ProblemNotice({ problem }: { readonly problem: Problem }) {
  const say = useWords();
  const said = useSaid();
  return (
    <div className="notice late" role="alert" data-problem={problem.type}>
      <h3>
        <Mark name="late" />
        <span>
          <Said text={problem.title} />
        </span>
        {problem.row === undefined ? null : <span>{say(`第 ${problem.row} 行`, `row ${problem.row}`)}</span>}
      </h3>
      {problem.detail ? <p>{said(problem.detail)}</p> : null}
      {problem.items?.length ? (
        <ul style={{ margin: '4px 0' }}>
          {problem.items.slice(0, 40).map((item, index) => (
            <li key={index}>
              {item.unit ? <span className="strong">{item.unit} </span> : null}
              {said(item.detail)}
              {item.count > 1 ? `，${item.count}` : ''}
            </li>
          ))}
        </ul>
      ) : null}
      {problem.remedy ? <p className="strong">{said(problem.remedy)}</p> : null}
    </div>
  );
}
