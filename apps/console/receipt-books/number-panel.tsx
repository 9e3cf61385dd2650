import { receiptBookContract } from '@canbao/http-contract/receipt-book.contract';
import { Link } from 'react-router';

import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { EventName } from '../look/event-name.tsx';
import { formatInstant } from '../look/format.ts';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import { useHasRole } from '../session/session.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import { CloseCase } from './close-case.tsx';
import { type Book, type BookCell, cellWords } from './number-state.ts';
import { ReportNumber } from './report-number.tsx';

type Props = {
  readonly township: string;
  readonly book: Book;
  readonly cell: BookCell;
  readonly mayWork: boolean;
};

/** What became of one number, from the log; the tax branch opens and closes its case here. */
export function NumberPanel({ township, book, cell, mayWork }: Props) {
  const say = useWords();
  const { query, linkTo } = useAsOf();
  const isAuditor = useHasRole('auditor', 'discipline-inspector');
  const history = useAnswer(receiptBookContract.receipt, {
    params: { township },
    query: { ...query, receipt: cell.receipt },
  });
  const mayReport = mayWork && book.status !== 'settled' && cell.state !== 'case' && cell.known?.end !== 'void';
  return (
    <Section
      zh={cell.receipt}
      en="what became of it"
      aside={
        isAuditor ? (
          <Link to={linkTo(`/history?subject=receipt&id=${cell.receipt}`)}>{say('全部历史', 'whole history')}</Link>
        ) : null
      }
    >
      <p className="number-line">{cellWords(cell, say)}</p>
      {cell.known?.documentSha256 ? (
        <p className="label">
          {say('证明或照片', 'document or photo')}{' '}
          <span className="mono">SHA-256 {cell.known.documentSha256.slice(0, 16)}</span>
        </p>
      ) : null}
      <Answered of={history}>
        {({ events }) => (
          <ul className="number-events">
            {events.length === 0 ? (
              <li className="dim">
                {say('还没有用过，也没有别的经过。', 'It has not been used, and nothing else happened to it.')}
              </li>
            ) : null}
            {events.map(({ position, type, occurredAt, actorName }) => (
              <li key={position} data-event={type}>
                <span className="nowrap">{formatInstant(Date.parse(occurredAt))}</span> <EventName type={type} />{' '}
                <span className="dim">{actorName}</span>
              </li>
            ))}
          </ul>
        )}
      </Answered>
      {mayWork && cell.known?.case?.isOpen ? (
        <CloseCase township={township} cell={cell} kind={cell.known.case.kind} />
      ) : null}
      {mayReport && cell.state !== 'returned' ? (
        <ReportNumber
          township={township}
          receipt={cell.receipt}
          kind={cell.state === 'used' ? 'used-twice' : 'missing'}
        />
      ) : null}
    </Section>
  );
}
