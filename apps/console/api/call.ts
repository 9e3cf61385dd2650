import type { Problem } from '@canbao/domain/problem';
import type { AnswerOf, BodyOf, Operation, QueryOf } from '@canbao/http-contract/operation';

export type CallInput<O> = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Partial<QueryOf<O>>;
  readonly body?: BodyOf<O>;
  /** The command's id. A repeat after a lost answer must use the same one; made here when absent. */
  readonly key?: string;
};

/** What the API refused, or that it could not be reached (`/problems/console/unreachable`). */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

export const unreachable: Problem = {
  type: '/problems/console/unreachable',
  status: 0,
  title: '连不上服务器 the server cannot be reached',
  detail: '这一步还没有确认。 This step is not confirmed yet.',
  remedy: '稍后再按一次，不会重复办理。 Press again in a moment: nothing is done twice.',
};

function address(operation: Operation, { params = {}, query = {} }: CallInput<Operation>): string {
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(
    Object.entries(query as Record<string, unknown>).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  ).toString();
  return search ? `${path}?${search}` : path;
}

/** Calls one operation of the contract. Rejects with ProblemError only. */
export async function call<O extends Operation>(operation: O, input: CallInput<O> = {}): Promise<AnswerOf<O>> {
  const isCommand = operation.method === 'POST';
  const response = await fetch(address(operation, input as CallInput<Operation>), {
    method: operation.method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(isCommand ? { 'content-type': 'application/json', 'idempotency-key': input.key ?? crypto.randomUUID() } : {}),
    },
    ...(isCommand ? { body: JSON.stringify(input.body ?? {}) } : {}),
  }).catch(() => null);
  if (!response) throw new ProblemError(unreachable);
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ProblemError((answer as Problem | null) ?? { ...unreachable, status: response.status });
  return operation.answer.parse(answer) as AnswerOf<O>;
}
