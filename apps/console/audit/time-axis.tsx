import type { auditContract } from '@canbao/http-contract/audit.contract';
import type { AnswerOf } from '@canbao/http-contract/operation';

import { formatCount, formatDay, formatInstant } from '../look/format.ts';
import { useWords } from '../look/words.tsx';

type Timeline = AnswerOf<typeof auditContract.timeline>;
type Props = {
  readonly timeline: Timeline;
  readonly planNow: number;
  readonly a: number | null;
  readonly b: number | null;
  readonly onChoose: (position: number) => void;
};

const slotMs = 3 * 3_600_000;
const dayMs = 86_400_000;
const most = (numbers: readonly number[]): number => numbers.reduce((max, one) => Math.max(max, one), 1);

/** Events per three plan hours, days, phases; A outlined, B filled, between them indigo. The typed field says the same. */
export function TimeAxis({ timeline, planNow, a, b, onChoose }: Props) {
  const say = useWords();
  const { slots, phases, from } = timeline;
  const end = Math.max(planNow, (slots.at(-1)?.at ?? from) + slotMs, from + dayMs);
  const place = (at: number): number => ((at - from) / (end - from)) * 100;
  const left = (at: number): string => `${place(at).toFixed(3)}%`;
  const tallest = most(slots.map(({ events }) => events));
  /** Where a position stands: at the end of the last slot that lies before it. */
  const endOf = (position: number): number => {
    const last = slots.findLast(({ lastPosition }) => lastPosition < position);
    return Math.min(end, last ? last.at + slotMs : from);
  };
  const [aAt, bAt] = [a === null ? null : endOf(a), endOf(b ?? timeline.head)];
  const isInside = (at: number): boolean => aAt !== null && at >= Math.min(aAt, bAt) && at < Math.max(aAt, bAt);
  const days = Math.ceil((end - from) / dayMs);
  const step = Math.ceil(days / 22);
  return (
    <div className="axis" aria-hidden="true">
      {aAt !== null ? (
        <span
          className="between"
          style={{ left: left(Math.min(aAt, bAt)), width: `${Math.abs(place(bAt) - place(aAt))}%` }}
        />
      ) : null}
      {slots.map((slot) => (
        <button
          key={slot.at}
          tabIndex={-1}
          title={`${formatInstant(slot.at)} ${say('起三小时', '+ 3 h')} ${formatCount(slot.events)} ${say('个事件', 'events')}`}
          className={isInside(slot.at) ? 'slot inside' : 'slot'}
          style={{
            left: left(slot.at),
            width: `calc(${((slotMs / (end - from)) * 100).toFixed(3)}% - 1px)`,
            height: `${Math.max(2, Math.sqrt(slot.events / tallest) * 44)}px`,
          }}
          onClick={() => onChoose(slot.lastPosition + 1)}
        />
      ))}
      {Array.from({ length: Math.ceil(days / step) }, (_, index) => from + index * step * dayMs)
        .filter((at) => place(at) < 97)
        .map((at) => (
          <span key={at} className="day" style={{ left: left(at) }}>
            {formatDay(at)}
          </span>
        ))}
      {phases
        .filter((phase) => phase.from < end)
        .map((phase) => (
          <span
            key={phase.phase}
            className="phase"
            style={{ left: left(phase.from), width: `calc(${place(phase.to ?? end) - place(phase.from)}% - 2px)` }}
          >
            {phase.title}
          </span>
        ))}
      {aAt !== null ? (
        <span className="pin a" style={{ left: left(aAt) }}>
          A
        </span>
      ) : null}
      {b !== null || aAt !== null ? (
        <span className="pin b" style={{ left: left(bAt) }}>
          B
        </span>
      ) : null}
    </div>
  );
}
