import type { Problem } from '@canbao/domain/problem';
import type { Operation } from '@canbao/http-contract/operation';
import { ZodObject, type ZodType } from 'zod';

import { accessProblems } from '../access/access-problems.ts';
import { Refusal } from './refusal.ts';
import { FILE_LIMIT_BYTES } from './request-bodies.ts';
import { requestProblems } from './request-problems.ts';
import { zodProblem } from './zod-problem.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const PARAM = /^[A-Za-z0-9-]{1,60}$/;
const uuidParams: readonly string[] = ['registration', 'approvalId'];

/** The parts of a request as the contract wants them; each throws a Refusal that names field, row and remedy. */
export const parseCall = { body: parseBody, query: parseQuery, params: parseParams, key: parseKey };

/** Body as the contract wants it; throws a Refusal that names field, row and remedy. */
function parseBody(operation: Operation, body: unknown): unknown {
  if (operation.takesFile === true) return fileBytes(body);
  if (operation.body === undefined) return undefined;
  if (body === undefined || body === null) throw new Refusal(requestProblems.missingField('body'));
  return parsed(operation.body, body);
}

/**
 * Query as the contract wants it. Unknown parameters are refused: an `at` that an operation does not know, ignored,
 * would show today's figures under yesterday's date.
 */
function parseQuery(operation: Operation, query: unknown): unknown {
  const given = typeof query === 'object' && query !== null ? query : {};
  const known = operation.query instanceof ZodObject ? Object.keys(operation.query.shape) : [];
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Refusal(requestProblems.unknownField(/^\w{1,40}$/.test(unknown) ? unknown : '?'));
  return operation.query === undefined ? undefined : parsed(operation.query, given);
}

/** Path parameters. One that cannot be a name of anything is "not found", like one that is nobody's. */
function parseParams(params: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(typeof params === 'object' && params !== null ? params : {});
  for (const [name, value] of entries) {
    const isFit = typeof value === 'string' && (uuidParams.includes(name) ? UUID : PARAM).test(value);
    if (!isFit) throw new Refusal(accessProblems.notFound());
  }
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

/** The command's key. Throws a Refusal when it is missing or no UUID. */
function parseKey(key: string | null): string {
  const lower = key?.toLowerCase() ?? '';
  if (!UUID.test(lower)) throw new Refusal(requestProblems.keyMissing());
  return lower;
}

function fileBytes(body: unknown): Uint8Array {
  if (!(body instanceof Uint8Array)) throw new Refusal(requestProblems.notAFile());
  if (body.length > FILE_LIMIT_BYTES) throw new Refusal(requestProblems.tooLarge(FILE_LIMIT_BYTES / 1_000_000));
  return body;
}

function parsed(schema: ZodType, input: unknown): unknown {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const problem: Problem = zodProblem(result.error);
  throw new Refusal(problem);
}
