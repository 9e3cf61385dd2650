import type { Access } from '../access/decide-access.ts';
import type { Caller } from '../access/caller.ts';
import type { Call } from './call.ts';

type Granted = { readonly caller: Caller; readonly access: Access };

// Beside the request, not on it: Fastify's request stays what it is, and nothing can be smuggled in by its body.
const granted = new WeakMap<object, Granted>();
const calls = new WeakMap<object, Call>();

export const grantRequest = (request: object, grant: Granted): void => void granted.set(request, grant);

/** What the guard granted. Throws when the guard did not run: then nothing may go on. */
export function grantOfRequest(request: object): Granted {
  const grant = granted.get(request);
  if (grant === undefined) throw new Error('a request passed without access being decided');
  return grant;
}

export const bindCall = (request: object, call: Call): void => void calls.set(request, call);

/** The parsed call. Throws when the interceptor did not run. */
export function callOfRequest(request: object): Call {
  const call = calls.get(request);
  if (call === undefined) throw new Error('a request reached its controller without being parsed');
  return call;
}
