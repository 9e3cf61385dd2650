import { isProblem } from '@canbao/domain/problem';
import type { Operation } from '@canbao/http-contract/operation';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';

import { grantRequest } from '../http/call-of-request.ts';
import { headerOf, type HttpRequest } from '../http/http-request.ts';
import { Refusal } from '../http/refusal.ts';
import { requestProblems } from '../http/request-problems.ts';
import { servedOperation } from '../http/serves.ts';
import { Parts } from '../parts.ts';
import { accessProblems } from './access-problems.ts';
import { nobody } from './caller.ts';
import { decideAccess } from './decide-access.ts';
import { sessionToken } from './session-cookie.ts';

/** Every request passes here: who calls, from where, and whether the contract lets them. Default: deny. */
@Injectable()
export class AccessGuard implements CanActivate {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<HttpRequest>();
    const operation = servedOperation(context.getHandler());
    if (operation === null) throw new Refusal(requestProblems.unknownRoute());
    if (operation.method !== 'GET') refuseCrossSite(request, operation);
    const token = sessionToken(request);
    const caller = token === null ? null : await this.#parts.accounts.callerOf(token);
    const access = decideAccess(operation, caller, pathParams(request.params));
    if (isProblem(access)) throw new Refusal(access);
    grantRequest(request, { caller: operation.roles === 'public' ? nobody : (caller ?? nobody), access });
    return true;
  }
}

/**
 * Against forged requests: the cookie is SameSite=Lax, browsers say where a request comes from, and a form cannot send
 * JSON or plain bytes, nor the Idempotency-Key that every command needs.
 */
function refuseCrossSite(request: HttpRequest, { method, takesFile }: Operation): void {
  const site = headerOf(request, 'sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') throw new Refusal(accessProblems.crossSite());
  if (method !== 'POST') return;
  const mediaType = headerOf(request, 'content-type')?.split(';')[0]?.trim().toLowerCase();
  if (takesFile === true && mediaType !== 'application/octet-stream') throw new Refusal(requestProblems.notAFile());
  if (takesFile !== true && mediaType !== 'application/json') throw new Refusal(requestProblems.notJson());
}

const pathParams = (params: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(typeof params === 'object' && params !== null ? params : {}).map(([name, value]) => [
      name,
      String(value),
    ]),
  );
