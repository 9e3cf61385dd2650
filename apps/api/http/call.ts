import type { Operation } from '@canbao/http-contract/operation';
import type { ZodType, z } from 'zod';

import type { Caller } from '../access/caller.ts';
import type { Grant } from '../access/grant.ts';
import type { HttpReply, HttpRequest } from './http-request.ts';

type Parsed<S> = S extends ZodType ? z.output<S> : never;

/** One call of a contract's operation, after access was granted and its input was parsed. */
export type Call<O extends Operation = Operation> = {
  readonly operation: O;
  /** Who calls; a public operation is called by nobody in particular. */
  readonly caller: Caller;
  /** The caller's grants that cover this operation; never empty, but where it is public or for anybody signed in. */
  readonly grants: readonly Grant[];
  /** Unit path of `:township` and `:village`, checked; null where the path names none. */
  readonly unit: string | null;
  readonly body: O extends Operation<infer B, ZodType, ZodType> ? Parsed<B> : never;
  readonly query: O extends Operation<ZodType, infer Q, ZodType> ? Parsed<Q> : never;
  /** Id of the command in log and engine. Empty for a reading operation. */
  readonly commandId: string;
  /** When this command came for the first time (epoch ms); the same for every repeat. */
  readonly firstAt: number;
  /** A path parameter by its name. Throws when the operation's path has none of that name. */
  param(name: string): string;
  readonly request: HttpRequest;
  readonly reply: HttpReply;
};
