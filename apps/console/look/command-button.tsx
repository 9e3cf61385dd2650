import type { Operation } from '@canbao/http-contract/operation';
import type { ReactNode } from 'react';

import type { CallInput } from '../api/call.ts';
import { useCommand } from '../api/use-answer.ts';
import { Mark } from './mark.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { useWords } from './words.tsx';

type Props<O extends Operation> = {
  readonly operation: O;
  readonly input: CallInput<O>;
  readonly children: ReactNode;
  readonly isPrimary?: boolean;
  readonly isDisabled?: boolean;
  readonly isSmall?: boolean;
  /** Why it cannot be pressed now; shown beside it, never only as a tooltip. */
  readonly why?: string;
};

/** One button, one command: what was refused stands below it with the remedy, what was taken with a tick. */
export function CommandButton<O extends Operation>({
  operation,
  input,
  children,
  isPrimary,
  isDisabled,
  isSmall,
  why,
}: Props<O>) {
  const say = useWords();
  const command = useCommand(operation);
  return (
    <span style={{ display: 'inline-block' }}>
      <button
        className={`btn${isPrimary ? ' primary' : ''}${isSmall ? ' small' : ''}`}
        disabled={isDisabled || command.isPending}
        onClick={() => command.mutate(input)}
        data-operation={operation.path}
      >
        {command.isPending ? say('正在记下…', 'Saving…') : children}
      </button>
      {command.isSuccess ? (
        <span role="status">
          {' '}
          <Mark name="done" /> {say('已记下', 'recorded')}
        </span>
      ) : null}
      {isDisabled && why ? <span className="faint"> {why}</span> : null}
      {command.error ? <ProblemNotice problem={command.error.problem} /> : null}
    </span>
  );
}
