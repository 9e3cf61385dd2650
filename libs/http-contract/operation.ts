import type { Role } from '@canbao/domain/campaign/role';
import type { ZodType, z } from 'zod';

/**
 * One HTTP operation: what the API guards, validates and documents, and what console and rehearsal call.
 *
 * `roles`: who may call it at all; `public` needs no session, `signed-in` any. Everything not listed is denied.
 * `scope`: where the caller's unit is checked: `county` = a grant on the county; `township` / `village` = path
 * parameters `:township` (and `:village`) must lie inside a grant; `own` = the answer is made of the caller's own
 * grants only; `object` = the handler loads the object, and one outside the caller's units is "not found".
 * POST operations are commands: they need the header `Idempotency-Key` (UUID) and repeat their first answer.
 */
export type Operation<
  Body extends ZodType = ZodType,
  Query extends ZodType = ZodType,
  Answer extends ZodType = ZodType,
> = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: `/api/${string}`;
  readonly summary: string;
  readonly roles: readonly Role[] | 'public' | 'signed-in';
  readonly scope: 'county' | 'township' | 'village' | 'own' | 'object' | 'none';
  readonly body?: Body;
  readonly query?: Query;
  readonly answer: Answer;
  /** Server-sent events: `answer` is one message of the stream. */
  readonly isStream?: true;
  /** The body is a file's bytes, `application/octet-stream`; its type is told by its bytes, and its name is not asked for. */
  readonly takesFile?: true;
  /** The answer is a file: `answer` is a download (download.ts). */
  readonly givesFile?: true;
};

export const operation = <Body extends ZodType, Query extends ZodType, Answer extends ZodType>(
  definition: Operation<Body, Query, Answer>,
): Operation<Body, Query, Answer> => definition;

export type BodyOf<O> = O extends Operation<infer B, ZodType, ZodType> ? z.input<B> : never;
export type QueryOf<O> = O extends Operation<ZodType, infer Q, ZodType> ? z.input<Q> : never;
export type AnswerOf<O> = O extends Operation<ZodType, ZodType, infer A> ? z.output<A> : never;
