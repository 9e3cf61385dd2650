import { isProblem } from '@canbao/domain/problem';
import { type Download, download } from '@canbao/http-contract/download';
import type { Operation } from '@canbao/http-contract/operation';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { from, lastValueFrom, type Observable } from 'rxjs';

import { Parts } from '../parts.ts';
import type { Call } from './call.ts';
import { bindCall, grantOfRequest } from './call-of-request.ts';
import { commandDigest } from './command-digest.ts';
import { headerOf, type HttpReply, type HttpRequest } from './http-request.ts';
import { parseCall } from './parse-call.ts';
import { Refusal } from './refusal.ts';
import { requestProblems } from './request-problems.ts';
import { servedOperation } from './serves.ts';

/** How long a command waits for the projections, so that the next screen shows what it did. Then screens poll. */
const PACE_MS = 2_000;

/**
 * Between access and controller: parses by the contract, answers a repeated command with its first answer, turns a
 * returned Problem into a refusal, and holds the answer to the contract's form.
 */
@Injectable()
export class OperationInterceptor implements NestInterceptor {
  readonly #parts: Parts;
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<HttpRequest>();
    const operation = servedOperation(context.getHandler());
    if (operation === null) throw new Error('a route serves no operation');
    const call = parsedCall(operation, request, http.getResponse<HttpReply>());
    if (operation.isStream === true) {
      bindCall(request, call);
      return next.handle();
    }
    return from(this.#answer(call, () => lastValueFrom(next.handle(), { defaultValue: undefined })));
  }

  async #answer(call: Call, handle: () => Promise<unknown>): Promise<unknown> {
    // Reading, and sign-in (which has no account yet and must not be replayed), are done anew every time.
    if (call.operation.method !== 'POST' || call.caller.account === '') return this.#handled(call, handle);
    const { commands, settings } = this.#parts;
    const request = {
      id: call.commandId,
      account: call.caller.account,
      digest: commandDigest(call, settings.commandKey),
    };
    const known = await commands.begin(request);
    if (known.kind === 'other-body') throw new Refusal(requestProblems.keyReused());
    if (known.kind === 'answered') return known.answer;
    // The same command at the same time: the second waits for the first and gets its answer.
    const first = this.#underWay.get(request.id);
    if (first !== undefined) return first;
    const work = this.#decided({ ...call, firstAt: known.firstAt }, handle);
    this.#underWay.set(request.id, work);
    try {
      return await work;
    } finally {
      this.#underWay.delete(request.id);
    }
  }

  async #decided(call: Call, handle: () => Promise<unknown>): Promise<unknown> {
    const { commands, pace } = this.#parts;
    const answer = await this.#handled(call, handle);
    await commands.end(call.commandId, answer);
    const position = positionOf(answer);
    if (position !== null) await pace.reached(position, PACE_MS);
    return answer;
  }

  async #handled(call: Call, handle: () => Promise<unknown>): Promise<unknown> {
    bindCall(call.request, call);
    const answer = await handle();
    if (isProblem(answer)) throw new Refusal(answer);
    // Also an allow-list: what the contract does not name does not leave.
    const parsed = call.operation.answer.parse(answer);
    return call.operation.givesFile === true ? attachment(download.parse(parsed), call.reply) : parsed;
  }
}

function parsedCall(operation: Operation, request: HttpRequest, reply: HttpReply): Call {
  const { caller, access } = grantOfRequest(request);
  const params = parseCall.params(request.params);
  const commandId = operation.method === 'POST' ? parseCall.key(headerOf(request, 'idempotency-key')) : '';
  return {
    operation,
    caller,
    grants: access.grants,
    unit: access.unit,
    body: parseCall.body(operation, request.body) as never,
    query: parseCall.query(operation, request.query) as never,
    commandId,
    firstAt: Date.now(),
    param(name) {
      const value = params[name];
      if (value === undefined) throw new Error(`${operation.path} has no parameter ${name}`);
      return value;
    },
    request,
    reply,
  };
}

/** A file is saved, never shown: whoever made it is not trusted with a page of ours (T33). */
function attachment({ name, mediaType, bytes }: Download, reply: HttpReply): Buffer {
  reply.header('content-type', mediaType);
  reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
  reply.header('cache-control', 'no-store');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function positionOf(answer: unknown): number | null {
  if (typeof answer !== 'object' || answer === null || !('position' in answer)) return null;
  return typeof answer.position === 'number' ? answer.position : null;
}
