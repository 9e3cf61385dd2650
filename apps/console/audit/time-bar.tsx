import './time-bar.css';

import { auditContract } from '@canbao/http-contract/audit.contract';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { call } from '../api/call.ts';
import { useAnswer } from '../api/use-answer.ts';
import { formatCount, formatInstant } from '../look/format.ts';
import { useWords } from '../look/words.tsx';
import { useAsOf } from '../shell/use-as-of.ts';

/** The plan's wall time in Shanghai, as a person types it. */
const instantOf = (text: string) => Date.parse(`${text}:00+08:00`);

/** The bar over the overview: events per three hours, phases, the chosen moment. A date or a position goes in; every figure follows. */
export function TimeBar() {
  const say = useWords();
  const navigate = useNavigate();
  const { at, setAt } = useAsOf();
  const timeline = useAnswer(auditContract.timeline);
  const [date, setDate] = useState('');
  const [position, setPosition] = useState('');
  const [problem, setProblem] = useState('');
  const goTo = (instant: number) =>
    call(auditContract.position, { query: { at: instant, axis: 'plan' } }).then(
      (answer) => {
        setProblem('');
        setAt(answer.position);
      },
      () => setProblem(say('这个时刻没有答复', 'no answer for this moment')),
    );
  const bar = timeline.data;
  const most = Math.max(1, ...(bar?.slots.map(({ events }) => events) ?? []));
  const left = (instant: number) =>
    bar && bar.to > bar.from ? `${((instant - bar.from) / (bar.to - bar.from)) * 100}%` : '0%';
  const chosen = bar?.slots.findLast(({ lastPosition }) => at !== null && lastPosition <= at)?.at;
  return (
    <div className="time-bar" data-testid="time-bar">
      <div className="controls">
        <label>
          {say('日期时刻', 'Moment')}{' '}
          <input
            className="input"
            type="datetime-local"
            name="asOfDate"
            value={date}
            onChange={(e) => setDate(e.target.value)}
          />
        </label>
        <button className="btn" disabled={!date} onClick={() => void goTo(instantOf(date))}>
          {say('看那一刻', 'See it')}
        </button>
        <label>
          {say('位置', 'Position')}{' '}
          <input
            className="input"
            inputMode="numeric"
            name="asOfPosition"
            value={position}
            onChange={(e) => setPosition(e.target.value.replace(/\D/g, ''))}
            style={{ width: 110 }}
          />
        </label>
        <button
          className="btn"
          disabled={!position}
          onClick={() => setAt(Math.min(Number(position), bar?.head ?? Number(position)))}
        >
          {say('看那个位置', 'See it')}
        </button>
        <button
          className="btn"
          disabled={at === null}
          onClick={() => navigate(`/compare?a=${at ?? 0}&b=${bar?.head ?? 0}`)}
        >
          {say('与现在对比', 'Compare with now')}
        </button>
        {at !== null ? (
          <button className="btn" onClick={() => setAt(null)}>
            {say('回到现在', 'Back to now')}
          </button>
        ) : null}
        {problem ? (
          <span className="late" role="alert">
            {problem}
          </span>
        ) : null}
        <span className="dim" style={{ marginLeft: 'auto' }}>
          {bar ? `${formatCount(bar.head)} ${say('个事件', 'events')}` : ''}
        </span>
      </div>
      {bar && bar.slots.length > 0 ? (
        <div className="slots" aria-hidden="true">
          {bar.slots.map((slot) => (
            <button
              key={slot.at}
              tabIndex={-1}
              title={`${formatInstant(slot.at)} ${slot.events}`}
              style={{
                left: left(slot.at),
                height: `${Math.max(3, (slot.events / most) * 44)}px`,
                background: chosen === slot.at ? 'var(--act)' : undefined,
              }}
              onClick={() => setAt(slot.lastPosition)}
            />
          ))}
          {bar.phases.map((phase) => (
            <span key={phase.phase} className="phase" style={{ left: left(phase.from) }}>
              {phase.title}
            </span>
          ))}
        </div>
      ) : null}
    </div>
  );
}
