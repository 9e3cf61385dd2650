import { Corrections } from '../look/corrections.tsx';
import { Mark } from '../look/mark.tsx';
import { useSaid } from '../look/said.tsx';
import { useWords } from '../look/words.tsx';
import type { ScreenedRows } from './screening-choice.ts';

type Row = ScreenedRows['rows'][number];

/** One registration: its values, why it came back and where on the card to look, what was corrected, what comes next. */
export function ScreenedRow({ row }: { readonly row: Row }) {
  const say = useWords();
  const said = useSaid();
  return (
    <tr data-registration={row.registration}>
      <td className="nowrap">
        <strong>{row.name}</strong>
        <br />
        <span className="mono">{row.idNumber}</span>
      </td>
      <td className="nowrap">
        {row.villageName} {row.group || <span className="late">{say('缺组', 'no group')}</span>}
        <br />
        <span className="dim">
          {row.agentName} <span className="mono">{row.receipt}</span>
        </span>
      </td>
      <td>
        {row.reasons.map(({ reason, title, look }) => (
          <span key={reason} className="reason">
            <Mark name={row.status === 'returned' || row.leftover ? 'late' : 'stopped'} /> {said(title)}{' '}
            <span className="dim">{said(look)}</span>
          </span>
        ))}
        <Corrections of={row.corrections} />
      </td>
      <td data-next>
        <Next row={row} />
      </td>
    </tr>
  );
}

/** Who has it now; for what nobody can mend its kind and its way out, never nothing. */
function Next({ row: { leftover, wayOut, returnedBy, isTold, round, status } }: { readonly row: Row }) {
  const say = useWords();
  const said = useSaid();
  const by =
    returnedBy === null
      ? null
      : say(
          `第 ${round} 轮${returnedBy === 'tax' ? '税务' : '卫生院'}退回`,
          `returned in round ${round} by the ${returnedBy === 'tax' ? 'tax branch' : 'health centre'}`,
        );
  if (leftover !== null)
    return (
      <>
        <strong>
          <Mark name={leftover.isFound ? 'stopped' : 'warning'} />{' '}
          {leftover.isFound ? say('遗留', 'leftover') : say('将列遗留', 'becomes a leftover')}：{said(leftover.title)}
        </strong>
        <br />
        <span className="dim">
          {by}，{wayOut === null ? '' : said(wayOut)}
        </span>
      </>
    );
  if (status === 'returned')
    return (
      <>
        {isTold ? say('代征人照身份证更正', 'its agent corrects it') : say('等税务反馈', 'waits for the feedback')}
        <br />
        <span className="dim">{by}</span>
      </>
    );
  return <span className="dim">{statusWords(status, say)}</span>;
}

function statusWords(status: string, say: (zh: string, en: string) => string): string {
  const words: Readonly<Record<string, string>> = {
    registered: say('待初检', 'waits for the first check'),
    corrected: say('待复查', 'waits for round 2'),
    checked: say('初检通过', 'passed the first check'),
    valid: say('税务通过', 'passed the tax branch'),
    enrolled: say('已登记', 'enrolled'),
    entered: say('已入库', 'entered'),
    refused: say('医保局不收', 'refused by the bureau'),
    refunded: say('已退款', 'paid back'),
  };
  return words[status] ?? status;
}
