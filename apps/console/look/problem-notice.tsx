import type { Problem } from '@canbao/domain/problem';

import { Mark } from './mark.tsx';

/** A refusal: what is wrong, what is missing item by item, and in bold what to do. */
export function ProblemNotice({ problem }: { readonly problem: Problem }) {
  return (
    <div className="notice late" role="alert" data-problem={problem.type}>
      <h3>
        <Mark name="late" />
        {problem.title}
        {problem.row === undefined ? null : <span>第 {problem.row} 行</span>}
      </h3>
      <p>{problem.detail}</p>
      {problem.items?.length ? (
        <ul style={{ margin: '4px 0' }}>
          {problem.items.slice(0, 40).map((item, index) => (
            <li key={index}>
              {item.unit ? <span className="strong">{item.unit} </span> : null}
              {item.detail}
              {item.count > 1 ? `，${item.count}` : ''}
            </li>
          ))}
        </ul>
      ) : null}
      <p className="strong">{problem.remedy}</p>
    </div>
  );
}
