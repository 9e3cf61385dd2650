import type { Type } from '@nestjs/common';

import { servedOperation } from './http/serves.ts';

const PATH = 'path';

/**
 * Default deny begins here: a controller's method that Nest would serve and that is bound to no operation of the
 * contract, or an operation that is served twice or never, stops the process before it listens.
 */
export function everyRouteIsBound(controllers: readonly Type[], operations: readonly object[]): void {
  const served: object[] = [];
  for (const controller of controllers) {
    for (const name of Object.getOwnPropertyNames(controller.prototype)) {
      const handler: unknown = Object.getOwnPropertyDescriptor(controller.prototype, name)?.value;
      if (typeof handler !== 'function' || name === 'constructor') continue;
      const operation = servedOperation(handler);
      if (operation !== null) served.push(operation);
      else if (Reflect.hasMetadata(PATH, handler)) throw new Error(`${controller.name}.${name} serves no operation`);
    }
  }
  if (new Set(served).size !== served.length) throw new Error('an operation is served twice');
  const isServed = new Set(served);
  const missing = operations.filter((operation) => !isServed.has(operation));
  if (missing.length > 0) throw new Error(`${missing.length} operations of the contract are served by no controller`);
}
