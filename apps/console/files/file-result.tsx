import { fileContract } from '@canbao/http-contract/file.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';

import { formatCount, formatRecorded } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { useSaid } from '../look/said.tsx';
import { useWords } from '../look/words.tsx';

export type SentFile = AnswerOf<typeof fileContract.result>;

/** The way of the bytes is a fifth of the bar; the rest is that of the rows. */
const SENT_SHARE = 0.2;

/** One bar from the first byte to the last row, then what became of the rows: done + failed + skipped = total. */
export function FileResult({
  share,
  result,
}: {
  readonly share: number | null;
  readonly result: SentFile | undefined;
}) {
  const say = useWords();
  const said = useSaid();
  const isOver = result?.state === 'taken' || result?.state === 'refused';
  return (
    <div data-testid="file-result" data-state={result?.state ?? 'sending'} style={{ marginTop: 12 }} aria-live="polite">
      <p>
        <Mark name={result?.state === 'taken' ? 'done' : result?.state === 'refused' ? 'late' : 'waiting'} />{' '}
        {stateWords(share, result, say)}
      </p>
      {isOver ? null : <progress max={1} value={progressOf(share, result)} style={{ width: '100%' }} />}
      {result?.problem ? <p className="late">{said(result.problem)}</p> : null}
      {result && result.total !== null ? <Counts result={result} /> : null}
      {result?.returnedUntil ? (
        <p>
          <a className="btn" href={fileContract.returned.path.replace(':intake', result.intake)} download>
            {say('取退回的名册', 'Fetch the file with reasons')}
          </a>{' '}
          <span className="label">
            {say(
              `您自己的表，逐行写明原因；保存到 ${formatRecorded(Date.parse(result.returnedUntil))}。`,
              `Your own file with a reason at each row; kept until ${formatRecorded(Date.parse(result.returnedUntil))}.`,
            )}
          </span>
        </p>
      ) : null}
      <Reasons rows={result?.rows ?? []} refused={result?.refused ?? 0} />
    </div>
  );
}

function Counts({ result: { taken, refused, skipped, total } }: { readonly result: SentFile }) {
  const say = useWords();
  return (
    <p>
      {say('收下', 'taken')} <strong>{formatCount(taken)}</strong> + {say('退回', 'refused')}{' '}
      <strong>{formatCount(refused)}</strong> + {say('先前已有', 'had before')} <strong>{formatCount(skipped)}</strong>{' '}
      = {formatCount(taken + refused + skipped)} / {say('合计', 'total')} {formatCount(total ?? 0)}
    </p>
  );
}

function Reasons({ rows, refused }: { readonly rows: SentFile['rows']; readonly refused: number }) {
  const say = useWords();
  const said = useSaid();
  const shown = new Set(rows.map(({ row }) => row)).size;
  return (
    <>
      <ul>
        {rows.map((row) => (
          <li key={`${row.row}${row.column}`} style={{ padding: '8px 0', borderBottom: '1px solid var(--line)' }}>
            {say(`第 ${row.row} 行`, `row ${row.row}`)}　{row.column}　{said(row.why)}{' '}
            <strong>{said(row.remedy)}</strong>
          </li>
        ))}
      </ul>
      {refused > shown ? (
        <p className="label">
          {say(
            `另有 ${formatCount(refused - shown)} 行，原因都在退回的名册里。`,
            `${formatCount(refused - shown)} more rows: their reasons are in the returned file.`,
          )}
        </p>
      ) : null}
    </>
  );
}

function progressOf(share: number | null, result: SentFile | undefined): number {
  if (share !== null) return share * SENT_SHARE;
  if (!result || result.total === null || result.total === 0) return SENT_SHARE;
  return SENT_SHARE + ((1 - SENT_SHARE) * (result.taken + result.refused + result.skipped)) / result.total;
}

function stateWords(
  share: number | null,
  result: SentFile | undefined,
  say: (zh: string, en: string) => string,
): string {
  if (share !== null) return say(`正在发送 ${Math.round(share * 100)}%`, `sending, ${Math.round(share * 100)}%`);
  switch (result?.state) {
    case 'taken':
      return say('好行已登记', 'good rows are registered');
    case 'refused':
      return say('整份退回，什么也没有登记', 'refused whole, nothing registered');
    case 'checking':
      return say('正在登记…可以离开本页，结果会留下', 'registering… you may leave this page, the result stays');
    case 'received':
    case undefined:
      return say('已送达，正在读取…', 'received, being read…');
  }
}
