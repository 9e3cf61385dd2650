import './time-bar.css';

import { auditContract } from '@canbao/http-contract/audit.contract';
import { campaignContract } from '@canbao/http-contract/campaign.contract';
import { useEffect, useState, type FormEvent } from 'react';
import { useLocation, useNavigate } from 'react-router';

import { call } from '../api/call.ts';
import { useAnswer } from '../api/use-answer.ts';
import { formatCount, formatFullInstant } from '../look/format.ts';
import { useWords } from '../look/words.tsx';
import { useAsOf } from '../shell/use-as-of.ts';
import { TimeAxis } from './time-axis.tsx';
import { typedMoment } from './typed-moment.ts';
import { useCompared } from './use-compared.ts';

const dayMs = 86_400_000;

/** The bar over a page: a date or a position goes in, every figure follows; a second moment, and both are compared. */
export function TimeBar() {
  const say = useWords();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { at, setAt } = useAsOf();
  const { a, setA } = useCompared();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState('');
  const timeline = useAnswer(auditContract.timeline).data;
  const now = useAnswer(campaignContract.state).data;
  const shown = useAnswer(campaignContract.state, { query: at === null ? {} : { at } }).data;
  const marked = useAnswer(campaignContract.state, { query: { at: a ?? 0 } }, { isEnabled: a !== null }).data;
  const shownAt = (at === null ? now?.planNow : shown?.moment.planAt) ?? 0;
  const head = timeline?.head ?? 0;
  const goTo = (position: number) => {
    setProblem('');
    setAt(position >= head ? null : position);
  };
  const goToInstant = (instant: number) =>
    call(auditContract.position, { query: { at: instant, axis: 'plan' } }).then(
      ({ position }) => goTo(position),
      () => setProblem(say('这个时刻没有答复，稍后再试。', 'No answer for this moment; try again in a while.')),
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const moment = typedMoment(typed, new Date(shownAt).getUTCFullYear());
    if (moment.kind === 'position') goTo(moment.position);
    else if (moment.kind === 'instant') void goToInstant(moment.at);
    else
      setProblem(say('读不懂：写 2019-10-05 16:20，或一个位置。', 'Unreadable: type 2019-10-05 16:20, or a position.'));
  };
  useDayKeys((by) => void goToInstant(shownAt + by * dayMs));
  const isComparing = pathname === '/compare';
  return (
    <div className="time-bar" data-testid="time-bar">
      <form className="controls" onSubmit={submit}>
        <input
          className="input"
          name="asOf"
          aria-label={say('日期时刻或位置', 'a date, a moment or a position')}
          placeholder={say('2019-10-05 16:20，或位置', '2019-10-05 16:20, or a position')}
          value={typed}
          onChange={(e) => setTyped(e.target.value)}
        />
        <button className="btn" disabled={typed.trim() === ''}>
          {say('看那一刻', 'See it')}
        </button>
        {a !== null && marked ? (
          <span className="chip a">
            <strong>A</strong> {formatFullInstant(marked.moment.planAt)}{' '}
            <span className="dim">
              {say('位置', 'position')} {formatCount(a)}
            </span>
            <button type="button" onClick={() => setA(null)} aria-label={say('去掉 A', 'drop A')}>
              ✕
            </button>
          </span>
        ) : null}
        {at !== null || a !== null ? (
          <span className="chip b">
            <strong>B</strong> {formatFullInstant(shownAt)}{' '}
            <span>
              {say('位置', 'position')} {formatCount(at ?? head)}
            </span>
          </span>
        ) : null}
        {at !== null && a === null ? (
          <button type="button" className="btn" onClick={() => setA(at)}>
            {say('记为 A', 'Mark as A')}
          </button>
        ) : null}
        {a !== null && !isComparing ? (
          <button
            type="button"
            className="btn primary"
            onClick={() => navigate(`/compare?a=${a}${at === null ? '' : `&at=${at}`}`)}
          >
            {say('两者对比', 'Compare both')}
          </button>
        ) : null}
        {problem ? (
          <span className="late" role="alert">
            {problem}
          </span>
        ) : null}
        <span className="gap dim">
          {say('步进', 'step')} <kbd>[</kbd>
          <kbd>]</kbd>
          {say('一天', 'a day')}
        </span>
        <span className="dim">
          {formatCount(head)} {say('个事件', 'events')}
        </span>
      </form>
      {timeline && timeline.slots.length > 0 ? (
        <TimeAxis timeline={timeline} planNow={now?.planNow ?? 0} a={a} b={at} onChoose={goTo} />
      ) : null}
    </div>
  );
}

/** `[` a day back, `]` a day on, unless somebody types. */
function useDayKeys(onStep: (by: 1 | -1) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select')) return;
      if (event.key === '[') onStep(-1);
      if (event.key === ']') onStep(1);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
}
