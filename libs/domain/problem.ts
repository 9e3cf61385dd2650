/**
 * An expected refusal (RFC 9457). `type` is for programs and never changes; `title` and `detail` are for people,
 * Chinese first. `field`, `row` (1 = first data row) and `remedy` say where and what to do. Values of personal data
 * never stand in a problem.
 */
export type Problem = {
  readonly type: `/problems/${string}/${string}`;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly remedy: string;
  readonly field?: string;
  readonly row?: number;
  /** What a gate or a check found, item by item, in an order that is always the same. */
  readonly items?: readonly ProblemItem[];
};

export type ProblemItem = {
  readonly unit?: string;
  readonly kind: string;
  readonly count: number;
  readonly detail: string;
};

export const isProblem = (answer: unknown): answer is Problem =>
  typeof answer === 'object' && answer !== null && 'type' in answer && 'remedy' in answer;

/** Title, detail and remedy, each Chinese first, English beside. */
export type ProblemWords = readonly [title: string, detail: string, remedy: string];

/** Makes the problems of one aggregate: `problemsOf('bag')('amount-differs', 409, […])`. */
export const problemsOf =
  (aggregate: string) =>
  (
    why: string,
    status: number,
    [title, detail, remedy]: ProblemWords,
    about: Partial<Pick<Problem, 'field' | 'row' | 'items'>> = {},
  ): Problem => ({
    type: `/problems/${aggregate}/${why}`,
    status,
    title,
    detail,
    remedy,
    ...about,
  });
