import type { DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';

import { AccessGuard } from './access/access-guard.ts';
import { controllers } from './controllers.ts';
import { OperationInterceptor } from './http/operation-interceptor.ts';
import { Parts } from './parts.ts';
import { ProblemFilter } from './problem.filter.ts';

class ApiModule {}

/** One module: controllers over their parts, and around all of them one guard, one interceptor, one filter. */
export const apiModule = (parts: Parts): DynamicModule => ({
  module: ApiModule,
  controllers: [...controllers],
  providers: [
    { provide: Parts, useValue: parts },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: OperationInterceptor },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
});
