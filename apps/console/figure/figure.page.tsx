import { auditContract, measureNames } from '@canbao/http-contract/audit.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';
import { Link, useSearchParams } from 'react-router';

import { useAnswer } from '../api/use-answer.ts';
import { Answered } from '../look/answered.tsx';
import { Empty } from '../look/empty.tsx';
import { formatCount, formatSigned } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { PageHead } from '../look/page-head.tsx';
import { measureTitle, Seal } from '../look/seal.tsx';
import { Section } from '../look/section.tsx';
import { useWords } from '../look/words.tsx';
import { Yuan } from '../look/yuan.tsx';
import { UnitName } from '../shell/unit-name.tsx';
import { FigureEvents } from './figure-events.tsx';

type Figure = AnswerOf<typeof auditContract.figure>;
/** The way back stays inside the console, whatever stands in the address. */
const wayBack = (text: string | null): string => (text !== null && /^\/[a-z]/.test(text) ? text : '/overview');

/** Why is it this number (R-1002): the events behind it, whose sum is compared with the figure when the list is made. */
export function FigurePage() {
  const say = useWords();
  const [search] = useSearchParams();
  const measure = measureNames.find((name) => name === search.get('measure')) ?? 'registered';
  const unit = search.get('unit') ?? '';
  const at = search.get('at');
  const from = search.get('from');
  const figure = useAnswer(auditContract.figure, {
    query: { measure, unit, ...(from === null ? {} : { from }), ...(at === null ? {} : { to: at }) },
  });
  return (
    <Answered of={figure}>
      {(shown) => (
        <>
          <PageHead
            zh={`为什么是 ${formatCount(shown.figure.people)}`}
            en="events behind the figure"
            about={
              <>
                <UnitName unit={unit} />，<Seal name={measure} />{' '}
                {say(measureTitle(measure).title, measureTitle(measure).en)}，{say('人', 'people')}，
                {say(`截至位置 ${formatCount(shown.to)}`, `up to position ${formatCount(shown.to)}`)}
              </>
            }
            aside={<Link to={wayBack(search.get('back'))}>{say('返回', 'Back')}</Link>}
          />
          <Sum shown={shown} />
          <Section
            zh={shown.from > 0 ? 'A 到 B 之间的事件' : '事件'}
            en={shown.from > 0 ? 'events between A and B' : 'events, newest first'}
            aside={
              shown.isCut
                ? say(
                    `列最近 ${formatCount(shown.events.length)} 条，和数按全部 ${formatCount(shown.between.events)} 条算`,
                    `the last ${shown.events.length} of ${shown.between.events}; the sum covers all`,
                  )
                : say(`${formatCount(shown.events.length)} 条`, `${shown.events.length}`)
            }
          >
            {shown.events.length === 0 ? (
              <Empty why={say('零：到这个时刻没有这样的事件。', 'Zero: there is no such event up to this moment.')} />
            ) : (
              <FigureEvents events={shown.events} />
            )}
          </Section>
        </>
      )}
    </Answered>
  );
}

/** What stood before, what was added, and whether both together are the figure of the table. */
function Sum({ shown }: { readonly shown: Figure }) {
  const say = useWords();
  const { before, between, figure, isEqual } = shown;
  return (
    <div className={`notice ${isEqual ? 'ok' : 'late'} figure-sum`} data-testid="figure-sum" data-equal={isEqual}>
      <table>
        <tbody>
          {shown.from > 0 ? (
            <tr className="dense">
              <td>
                {say(
                  `A 时（位置 ${formatCount(shown.from)}）已有 ${formatCount(before.events)} 个事件`,
                  `at A (position ${formatCount(shown.from)}): ${formatCount(before.events)} events`,
                )}
              </td>
              <td className="num">{formatCount(before.people)}</td>
              <td className="num">
                <Yuan fen={before.fen} />
              </td>
            </tr>
          ) : null}
          <tr className="dense">
            <td>
              {shown.from > 0
                ? say(
                    `A 到 B 之间 ${formatCount(between.events)} 个事件，见下`,
                    `${between.events} events since, below`,
                  )
                : say(`${formatCount(between.events)} 个事件，见下`, `${between.events} events, below`)}
            </td>
            <td className="num">{formatSigned(between.people)}</td>
            <td className="num">
              <Yuan fen={between.fen} />
            </td>
          </tr>
          <tr className="dense total">
            <td>
              <Mark name={isEqual ? 'done' : 'breaks'} />{' '}
              {isEqual
                ? say('和与表中的数一致', 'the sum is the figure of the table')
                : say(`和与表中的 ${formatCount(figure.people)} 不符`, `not the figure ${formatCount(figure.people)}`)}
            </td>
            <td className="num" data-testid="sum-people">
              {formatCount(before.people + between.people)}
            </td>
            <td className="num">
              <Yuan fen={before.fen + between.fen} /> {say('元', 'yuan')}
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
