import { formatCount, formatDay, formatDeadline, formatSpan, formatYuan } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { useWords } from '../look/words.tsx';
import { Yuan } from '../look/yuan.tsx';
import type { Workbench } from './agent-workbench.page.tsx';

const day = 86_400_000;
const nearMs = 36 * 3_600_000;
const GROUP = 10;

/** The clock of the two limits: cash in hand with its terms, hours left, people until the cap; which comes first. */
export function CashMeter({ shown }: { readonly shown: Workbench }) {
  const say = useWords();
  const { cash } = shown;
  const { yuan, decimals } = formatYuan(cash.fen);
  return (
    <section aria-label={say('手中现金', 'cash in hand')}>
      <p className="dim row">
        <span>{say('手中现金', 'cash in hand')}</span>
        <span>
          <strong className="ink">{formatCount(cash.people)}</strong> {say('人', 'people')}　{say('收据', 'receipts')}{' '}
          {formatCount(cash.people)} {say('张', '')}
        </span>
      </p>
      <p className="cash" data-testid="cash">
        {yuan}
        <small>{decimals}</small> <span className="unit">{say('元', 'yuan')}</span>
      </p>
      <p className="label" data-testid="cash-terms">
        {say('收进', 'taken')} <Yuan fen={cash.collectedFen} /> − {say('已封袋', 'bagged')}{' '}
        <Yuan fen={cash.baggedFen} /> = {say('手中', 'in hand')} <Yuan fen={cash.fen} />
      </p>
      {cash.fen > 0 ? <TimeLimit shown={shown} /> : null}
      <PeopleLimit shown={shown} />
    </section>
  );
}

/** Whether the days run out before the cap is reached, as far as one can tell from how full each is. */
function comesFirst({ cash, planNow }: Workbench): 'time' | 'people' {
  if (cash.dueAt === null || cash.firstReceiptAt === null) return 'people';
  const time = (planNow - cash.firstReceiptAt) / Math.max(1, cash.dueAt - cash.firstReceiptAt);
  return time * cash.capFen >= cash.fen ? 'time' : 'people';
}

function TimeLimit({ shown }: { readonly shown: Workbench }) {
  const say = useWords();
  const { cash, planNow, townshipName } = shown;
  if (cash.dueAt === null) return null;
  const first = cash.firstReceiptAt ?? planNow;
  const left = cash.dueAt - planNow;
  const tone = left < 0 ? 'late' : left < nearMs ? 'near' : '';
  const days = Math.max(1, Math.ceil((cash.dueAt - first) / day));
  return (
    <div className={`clock ${tone}`} data-testid="time-limit">
      <p className="row">
        <strong className="big">
          <Mark name={left < 0 ? 'late' : left < nearMs ? 'near' : 'waiting'} />{' '}
          {left < 0
            ? say(`已超 ${formatSpan(-left, say)}`, `${formatSpan(-left, say)} over`)
            : say(`还剩 ${formatSpan(left, say)}`, `${formatSpan(left, say)} left`)}
        </strong>
        {comesFirst(shown) === 'time' ? <strong>{say('先到', 'comes first')}</strong> : null}
      </p>
      <p>
        {formatDeadline(cash.dueAt, say)} {say(`前存入${townshipName}专户`, `at the latest, into the account`)}
      </p>
      <span className="days" style={{ gridTemplateColumns: `repeat(${days}, 1fr)` }} aria-hidden="true">
        {Array.from({ length: days }, (_, index) => (
          <span key={index}>
            <span style={{ width: `${Math.min(1, Math.max(0, (planNow - first) / day - index)) * 100}%` }} />
          </span>
        ))}
      </span>
      <p className="label row">
        <span>
          {formatDay(first)} {say('首笔', 'first')}
        </span>
        <span>
          {formatDay(cash.dueAt - 1)} {say('止', 'last day')}
        </span>
      </p>
    </div>
  );
}

/** A cell a person, ten to a group. */
function PeopleLimit({ shown }: { readonly shown: Workbench }) {
  const say = useWords();
  const { cash, premiumFen } = shown;
  const cap = premiumFen > 0 ? Math.floor(cash.capFen / premiumFen) : 0;
  const isFull = cash.peopleUntilCap === 0;
  return (
    <div className={isFull ? 'people late' : 'people'} data-testid="people-limit">
      <p className="row">
        <strong className="more">
          {isFull ? (
            <>
              <Mark name="late" /> {say('到顶了，先去存钱', 'full: bank it first')}
            </>
          ) : (
            say(`还可收 ${formatCount(cash.peopleUntilCap)} 人`, `${formatCount(cash.peopleUntilCap)} more people`)
          )}
        </strong>
        <span className="dim">
          {say(`到 ${formatYuan(cash.capFen).yuan} 元封顶`, `until ${formatYuan(cash.capFen).yuan} yuan`)}
          {cash.fen > 0 && comesFirst(shown) === 'people' ? (
            <strong className="near"> {say('先到', 'comes first')}</strong>
          ) : null}
        </span>
      </p>
      <span className="cells" aria-hidden="true">
        {Array.from({ length: Math.ceil(cap / GROUP) }, (_, group) => (
          <span key={group}>
            {Array.from({ length: Math.min(GROUP, cap - group * GROUP) }, (__, index) => (
              <i key={index} className={group * GROUP + index < cash.people ? 'full' : ''} />
            ))}
          </span>
        ))}
      </span>
    </div>
  );
}
