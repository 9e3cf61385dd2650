import type { Problem } from '@canbao/domain/problem';
import type { ZodError } from 'zod';

import { requestProblems } from './request-problems.ts';

type Issue = ZodError['issues'][number];

const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,40}$/;

/** The first defect of a parsed input as a Problem. Unknown fields go last: a misspelt name is also a missing one. */
export function zodProblem(error: ZodError): Problem {
  const issue = error.issues.find(({ code }) => code !== 'unrecognized_keys') ?? error.issues[0]!;
  const place = placeOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return requestProblems.unknownField(
      [...issue.path.map(String), nameOf(issue.keys[0])].join('.'),
      rowOf(issue.path),
    );
  }
  const field = place.field || 'body';
  if (isMissing(issue)) return requestProblems.missingField(field, rowOf(issue.path));
  return requestProblems.invalidField(field, explain(issue), rowOf(issue.path));
}

/** A key that is no name may be anything, also personal data that slipped: it is not repeated. */
const nameOf = (key: string | undefined): string => (key !== undefined && NAME.test(key) ? key : '?');

const placeOf = (path: readonly PropertyKey[]) => ({ field: path.map(String).join('.') });

function rowOf(path: readonly PropertyKey[]): { readonly row?: number } {
  const row = path.find((part) => typeof part === 'number');
  return typeof row === 'number' ? { row: row + 1 } : {};
}

const isMissing = (issue: Issue): boolean =>
  issue.code === 'invalid_type' && issue.message.endsWith('received undefined');

function explain(issue: Issue): { readonly detail: string; readonly remedy: string } {
  switch (issue.code) {
    case 'invalid_type':
      return {
        detail: `类型不对，应为 ${issue.expected}。 Wrong type: ${issue.expected} is expected.`,
        remedy: `按 ${issue.expected} 填写。 Send ${issue.expected}.`,
      };
    case 'too_small':
      return {
        detail: `太短或太小，至少 ${String(issue.minimum)}。 Too short or too small: at least ${String(issue.minimum)}.`,
        remedy: `至少 ${String(issue.minimum)}。 Make it at least ${String(issue.minimum)}.`,
      };
    case 'too_big':
      return {
        detail: `太长或太大，最多 ${String(issue.maximum)}。 Too long or too big: at most ${String(issue.maximum)}.`,
        remedy: `最多 ${String(issue.maximum)}。 Make it at most ${String(issue.maximum)}.`,
      };
    case 'invalid_value':
      return {
        detail: `只能是 ${issue.values.map(String).join('、')}。 One of ${issue.values.map(String).join(', ')}.`,
        remedy: '从列出的值中选一个。 Choose one of them.',
      };
    case 'invalid_format':
      return {
        detail: `格式不对 (${issue.format})。 The format is wrong (${issue.format}).`,
        remedy: issue.pattern
          ? `应符合 ${issue.pattern}。 It must match ${issue.pattern}.`
          : '按接口文档填写。 See the API document.',
      };
    default:
      return { detail: '内容不对。 Its content is wrong.', remedy: '按接口文档填写。 See the API document.' };
  }
}
