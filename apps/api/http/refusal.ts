import type { Problem } from '@canbao/domain/problem';

/**
 * Carries a Problem out of a guard, an interceptor or Fastify's parser to the problem filter, where nothing can be
 * returned. Controllers return their Problems.
 */
export class Refusal extends Error {
  readonly problem: Problem;
  /** Seconds after which another try makes sense; header `Retry-After`. */
  readonly retryAfterS: number | null;

  constructor(problem: Problem, retryAfterS: number | null = null) {
    super(problem.type);
    this.problem = problem;
    this.retryAfterS = retryAfterS;
  }
}
