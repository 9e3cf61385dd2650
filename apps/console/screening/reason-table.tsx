import { Empty } from '../look/empty.tsx';
import { formatCount } from '../look/format.ts';
import { Said } from '../look/said.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import type { ScreenedRows, ScreeningChoice } from './screening-choice.ts';

type Props = { readonly reasons: ScreenedRows['reasons']; readonly choice: ScreeningChoice };

/** Why the rows beside it came back, most frequent first; a press shows only those rows, another press all. */
export function ReasonTable({ reasons, choice: { reason: chosen, choose } }: Props) {
  const say = useWords();
  return (
    <Section zh="原因" en="reasons" aside={<span>{say('一行可有几个原因', 'a row may have several')}</span>}>
      {reasons.length === 0 ? <Empty why={say('这些行没有退回原因。', 'None of these rows came back.')} /> : null}
      <table data-testid="reasons">
        <tbody>
          {reasons.map(({ reason, title, count }) => (
            <tr key={reason} className="dense" data-reason={reason} aria-current={reason === chosen}>
              <td>
                <button className="link" onClick={() => choose({ reason: reason === chosen ? null : reason })}>
                  <Said text={title} />
                </button>
              </td>
              <td className="num strong">{formatCount(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
