import type { gateItem } from '@canbao/http-contract/gate-answer';
import type { z } from 'zod';

import { formatCount } from './format.ts';
import { Mark } from './mark.tsx';
import { Said } from './said.tsx';
import { useWords } from './words.tsx';

/** What is missing and what is only warned of, by unit. An empty list says that nothing is. */
export function GateItems({ items }: { readonly items: readonly z.output<typeof gateItem>[] }) {
  const say = useWords();
  if (items.length === 0)
    return <p className="dim">{say('没有缺项，也没有警示。', 'Nothing is missing, nothing is warned of.')}</p>;
  const ordered = [...items].sort((a, b) => Number(a.isWarning) - Number(b.isWarning));
  return (
    <div className="scroll" style={{ maxHeight: 'max(168px, min(392px, calc(100vh - 460px)))' }} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th>{say('单位', 'Unit')}</th>
            <th>{say('缺什么', 'What is missing')}</th>
            <th className="num">{say('数', 'Count')}</th>
          </tr>
        </thead>
        <tbody>
          {ordered.map((item) => (
            <tr
              key={`${item.unit}${item.kind}${item.detail}`}
              className="dense"
              data-gate-item={item.kind}
              data-unit={item.unit}
            >
              <td className="strong nowrap">{item.unitName}</td>
              <td>
                <Mark name={item.isWarning ? 'warning' : 'late'} /> <Said text={item.detail} />
              </td>
              <td className="num">{formatCount(item.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
