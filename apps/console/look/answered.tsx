import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import type { ProblemError } from '../api/call.ts';
import { ProblemNotice } from './problem-notice.tsx';
import { useWords } from './words.tsx';

type Props<T> = { readonly of: UseQueryResult<T, ProblemError>; readonly children: (answer: T) => ReactNode };

/** Reading, refused, or answered: the three states of every page. What was shown before stays while it is asked again. */
export function Answered<T>({ of, children }: Props<T>) {
  const say = useWords();
  if (of.error) return <ProblemNotice problem={of.error.problem} />;
  if (of.data === undefined) return <p className="dim">{say('正在读取…', 'Reading…')}</p>;
  return <>{children(of.data)}</>;
}
