import type { Problem } from '@canbao/domain/problem';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';

import { errorPlaces } from './api-log.ts';
import { errorCode } from './error-code.ts';
import { engineProblems } from './engine/engine-problems.ts';
import { headerOf, type HttpReply, type HttpRequest } from './http/http-request.ts';
import { Refusal } from './http/refusal.ts';
import { FILE_LIMIT_BYTES } from './http/request-bodies.ts';
import { requestProblems } from './http/request-problems.ts';
import { Parts } from './parts.ts';

/** The one translator of refusals and faults into RFC 9457 answers. A fault of ours says nothing but its trace id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<HttpRequest>();
    const reply = http.getResponse<HttpReply>();
    const problem = problemOf(error, limitMbOf(request)) ?? this.#fault(error, request);
    if (reply.sent || reply.raw.headersSent) return;
    if (error instanceof Refusal && error.retryAfterS !== null) reply.header('retry-after', String(error.retryAfterS));
    sendProblem(reply, problem);
  }

  #fault(error: unknown, request: HttpRequest): Problem {
    this.#parts.apiLog.alarm({ event: 'fault', method: request.method, trace: request.id, ...errorPlaces(error) });
    return engineProblems.fault(request.id);
  }
}

/** Answers with a problem; `reply.problem` is remembered for the log line. */
export function sendProblem(reply: HttpReply, problem: Problem): void {
  reply.header('content-type', 'application/problem+json; charset=utf-8');
  reply.header('cache-control', 'no-store');
  reply.header('x-problem', problem.type);
  reply.status(problem.status).send(JSON.stringify(problem));
}

/** Files have a limit of their own. */
const limitMbOf = (request: HttpRequest): number =>
  headerOf(request, 'content-type') === 'application/octet-stream' ? FILE_LIMIT_BYTES / 1_000_000 : BODY_LIMIT_MB;

function problemOf(error: unknown, limitMb: number): Problem | null {
  if (error instanceof Refusal) return error.problem;
  const code = codeOf(error);
  if (code !== null) return fastifyProblem(code, limitMb);
  if (error instanceof HttpException) return statusProblem(error.getStatus(), limitMb);
  return null;
}

function codeOf(error: unknown): string | null {
  const code = errorCode(error);
  return typeof code === 'string' && code.startsWith('FST_') ? code : null;
}

/** Fastify refuses before anything of ours runs. */
function fastifyProblem(code: string, limitMb: number): Problem | null {
  switch (code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return requestProblems.notJson();
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return requestProblems.tooLarge(limitMb);
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_LIMIT':
      return requestProblems.unreadable();
    default:
      return null;
  }
}

function statusProblem(status: number, limitMb: number): Problem | null {
  if (status === 404 || status === 405) return requestProblems.unknownRoute();
  if (status === 413) return requestProblems.tooLarge(limitMb);
  if (status === 415) return requestProblems.notJson();
  return status >= 400 && status < 500 ? requestProblems.unreadable() : null;
}

/** A sponsor department's list of 10,000,000 characters, mostly of three bytes. */
export const BODY_LIMIT_MB = 32;
