import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import type { Problem } from '@canbao/domain/problem';
import type { AnswerOf, BodyOf, Operation, QueryOf } from '@canbao/http-contract/operation';
import { sessionContract } from '@canbao/http-contract/session.contract';

import type { CommandNotes } from './command-notes.ts';

export type Account = AnswerOf<typeof sessionContract.madeUpAccounts>['accounts'][number];
export type Ask<O> = {
  readonly params?: Record<string, string>;
  readonly query?: Partial<QueryOf<O>>;
  readonly body?: BodyOf<O>;
};

/** What the API refused. The rehearsal's people expect some refusals; any other ends the season and is named. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem, what: string) {
    super(
      `${what}: ${problem.type} ${problem.title} ${problem.detail} ${problem.items ? JSON.stringify(problem.items.slice(0, 5)) : ''}`,
    );
    this.problem = problem;
  }
}

/** One person with an account of their own, who does nothing that a browser could not do. */
export type ApiPerson = {
  readonly account: Account;
  ask<O extends Operation>(operation: O, input?: Ask<O>): Promise<AnswerOf<O>>;
};

/** Longest that a person goes on pressing the same button (same key) while the server is away or busy. */
const patienceMs = 120_000;
/** How long a process that does not run is waited for: the screen says that an operator has to recover it. */
const recoveryMs = 60_000;
const notRunning = '/problems/engine/not-running';

/**
 * Signs in at the first call and again when the session has gone. A lost answer, a 5xx or a busy desk is repeated with
 * the same idempotency key, so nothing is done twice however often it is pressed.
 */
export function apiPerson(apiUrl: string, account: Account, notes: CommandNotes): ApiPerson {
  let cookie: string | null = null;
  const person: ApiPerson = {
    account,
    async ask(operation, input = {}) {
      const key = randomUUID();
      if (operation.method !== 'POST') return press(operation, input, key);
      notes.sent(key, operation.path);
      try {
        const answer = await press(operation, input, key);
        notes.answered(key, { kind: 'ok', position: positionOf(answer) });
        return answer;
      } catch (problem) {
        if (problem instanceof Refused) notes.answered(key, { kind: 'refused', problem: problem.problem.type });
        throw problem;
      }
    },
  };

  async function press<O extends Operation>(operation: O, input: Ask<O>, key: string): Promise<AnswerOf<O>> {
    const from = Date.now();
    for (let pause = 100; ; pause = Math.min(2_000, pause * 2)) {
      const waited = Date.now() - from;
      const answer = await send(operation, input, key).catch(() => null);
      const status = answer?.status ?? 503;
      if (answer?.ok) return operation.answer.parse(JSON.parse(answer.text)) as AnswerOf<O>;
      if (status === 401 && operation.path !== sessionContract.signIn.path) cookie = null;
      else if (answer && status < 500 && status !== 429) {
        const problem = JSON.parse(answer.text) as Problem;
        if (problem.type !== notRunning || waited > recoveryMs)
          throw new Refused(problem, `${account.name} ${operation.method} ${operation.path}`);
      }
      if (waited > patienceMs) {
        const why = answer ? `${status} ${answer.text}` : 'no answer';
        throw new Error(`${account.name} pressed ${operation.path} for ${patienceMs / 1_000} s: ${why}`);
      }
      await wait(pause);
    }
  }

  /** A whole answer: one that breaks off in the middle, because the server died, is none. */
  async function send(operation: Operation, input: Ask<Operation>, key: string) {
    if (cookie === null) cookie = await signIn(apiUrl, account);
    const answer = await fetch(`${apiUrl}${pathOf(operation, input)}`, {
      method: operation.method,
      headers: {
        accept: 'application/json',
        cookie,
        ...(operation.method === 'POST' ? { 'content-type': mediaTypeOf(input.body), 'idempotency-key': key } : {}),
      },
      ...(operation.method === 'POST' ? { body: bodyOf(input.body) } : {}),
      signal: AbortSignal.timeout(30_000),
    });
    return { ok: answer.ok, status: answer.status, text: await answer.text() };
  }

  return person;
}

const mediaTypeOf = (body: unknown): string =>
  body instanceof Uint8Array ? 'application/octet-stream' : 'application/json';

const bodyOf = (body: unknown): string | Uint8Array<ArrayBuffer> =>
  body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body ?? {});

function positionOf(answer: unknown): number | null {
  if (typeof answer !== 'object' || answer === null || !('position' in answer)) return null;
  return typeof answer.position === 'number' ? answer.position : null;
}

/** Answers the session's cookie. */
async function signIn(apiUrl: string, account: Account): Promise<string> {
  const answer = await fetch(`${apiUrl}${sessionContract.signIn.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ name: account.name, password: account.password }),
    signal: AbortSignal.timeout(30_000),
  });
  const set = answer.headers.get('set-cookie')?.split(';')[0];
  await answer.body?.cancel();
  if (!answer.ok || !set) throw new Error(`${account.name} could not sign in: ${answer.status}`);
  return set;
}

function pathOf(operation: Operation, { params, query = {} }: Ask<Operation>): string {
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''));
  const asked = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return asked.size > 0 ? `${path}?${asked}` : path;
}
