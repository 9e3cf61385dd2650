import type { Problem } from '@canbao/domain/problem';
import type { AnswerOf, Operation } from '@canbao/http-contract/operation';
import {
  createParamDecorator,
  type ExecutionContext,
  HttpCode,
  type MessageEvent,
  RequestMapping,
  RequestMethod,
  Sse,
} from '@nestjs/common';
import type { Observable } from 'rxjs';

import type { Call } from './call.ts';
import { callOfRequest } from './call-of-request.ts';

const OPERATION = Symbol('operation');

const methods = { GET: RequestMethod.GET, POST: RequestMethod.POST, DELETE: RequestMethod.DELETE } as const;

/** An answer as handlers make it: whatever comes from a query stays as it is. */
export type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

type Handler<O extends Operation> = (call: Call<O>) => Promise<Frozen<AnswerOf<O>> | Problem>;
type StreamHandler<O extends Operation> = (call: Call<O>) => Observable<MessageEvent>;

const Called = createParamDecorator((_: unknown, context: ExecutionContext) =>
  callOfRequest(context.switchToHttp().getRequest<object>()),
);

/**
 * Binds a controller's method to an operation of the contract: path, method, access, parsing, OpenAPI and the type of
 * the answer all come from there. A route without it is refused when the process starts (every-route-is-bound.ts).
 */
export function Serves<O extends Operation>(operation: O) {
  return <H extends Handler<O>>(target: object, name: string, descriptor: TypedPropertyDescriptor<H>): void => {
    RequestMapping({ path: operation.path, method: methods[operation.method] })(target, name, descriptor);
    HttpCode(200)(target, name, descriptor);
    Called()(target, name, 0);
    Reflect.defineMetadata(OPERATION, operation, descriptor.value!);
  };
}

/** The same for server-sent events. */
export function Streams<O extends Operation>(operation: O) {
  return <H extends StreamHandler<O>>(target: object, name: string, descriptor: TypedPropertyDescriptor<H>): void => {
    Sse(operation.path)(target, name, descriptor);
    Called()(target, name, 0);
    Reflect.defineMetadata(OPERATION, operation, descriptor.value!);
  };
}

/** The operation that a controller's method serves, or null. */
export function servedOperation(handler: object): Operation | null {
  const operation: Operation | undefined = Reflect.getMetadata(OPERATION, handler);
  return operation ?? null;
}
