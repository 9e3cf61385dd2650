import { formatCount, formatDay, formatDeadline, formatSpan, formatYuan } from '../look/format.ts';
import { Mark } from '../look/mark.tsx';
import { useWords } from '../look/words.tsx';
import { Yuan } from '../look/yuan.tsx';
import type { Workbench } from './agent-workbench.page.tsx';

const day = 86_400_000;

/** The clock of the two limits: cash in hand with its terms, hours left, people until the cap. */
export function CashMeter({ shown }: { readonly shown: Workbench }) {
  const say = useWords();
  const { cash, planNow } = shown;
  const { yuan, decimals } = formatYuan(cash.fen);
  const left = cash.dueAt === null ? null : cash.dueAt - planNow;
  const tone = left === null ? '' : left < 0 ? 'late' : left < 36 * 3_600_000 ? 'near' : '';
  const cap = shown.premiumFen > 0 ? Math.floor(cash.capFen / shown.premiumFen) : 0;
  return (
    <section aria-label={say('手中现金', 'cash in hand')}>
      <p className="dim row">
        <span>{say('手中现金', 'cash in hand')}</span>
        <span>
          {say('收据', 'receipts')} <strong>{cash.people}</strong>
        </span>
      </p>
      <p className="cash" data-testid="cash">
        {yuan}
        <span className="faint">{decimals}</span> <small className="dim">{say('元', 'yuan')}</small>
      </p>
      <p className="label">
        {say('收进', 'taken')} <Yuan fen={cash.collectedFen} /> − {say('已封袋', 'bagged')}{' '}
        <Yuan fen={cash.baggedFen} /> = {say('手中', 'in hand')} <Yuan fen={cash.fen} />
      </p>
      {left !== null && cash.fen > 0 ? (
        <div className={`clock ${tone}`}>
          <p className="row">
            <strong className="big">
              <Mark name={left < 0 ? 'late' : 'near'} />{' '}
              {left < 0
                ? say(`已超 ${formatSpan(-left)}`, `${formatSpan(-left)} over`)
                : say(`还剩 ${formatSpan(left)}`, `${formatSpan(left)} left`)}
            </strong>
          </p>
          <p>
            {formatDeadline(cash.dueAt ?? planNow)}{' '}
            {say(`前存入${shown.townshipName}待解专户`, 'latest, into the pending account')}
          </p>
          <span className="days">
            {[0, 1, 2, 3].map((index) => {
              const from = (cash.firstReceiptAt ?? planNow) + index * day;
              const share = Math.min(1, Math.max(0, (planNow - from) / day));
              return (
                <span key={index}>
                  <span style={{ width: `${share * 100}%` }} />
                </span>
              );
            })}
          </span>
          <p className="label row">
            <span>
              {formatDay(cash.firstReceiptAt ?? planNow)} {say('首笔', 'first')}
            </span>
            <span>
              {formatDay((cash.dueAt ?? planNow) - 1)} {say('止', 'last day')}
            </span>
          </p>
        </div>
      ) : null}
      <p className="row" style={{ marginTop: 8 }}>
        <strong>
          {say(`还可收 ${formatCount(cash.peopleUntilCap)} 人`, `${formatCount(cash.peopleUntilCap)} more people`)}
        </strong>
        <span className="dim">
          {say('到', 'until')} {formatYuan(cash.capFen).yuan} {say('元封顶', 'yuan')}
        </span>
      </p>
      <span className="cells" aria-hidden="true">
        {Array.from({ length: cap }, (_, index) => (
          <i key={index} className={index < cash.people ? 'full' : ''} />
        ))}
      </span>
    </section>
  );
}
