import { eventTitle } from './event-title.ts';
import { Words } from './words.tsx';

/** `存款对上 DepositMatched`: what happened, and under which name it stands in the log. */
export function EventName({ type }: { readonly type: string }) {
  return (
    <span className="strong nowrap">
      <Words zh={eventTitle(type)} en={type} />
    </span>
  );
}
