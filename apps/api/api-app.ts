import { randomUUID } from 'node:crypto';

import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';

import { apiModule } from './api.module.ts';
import { operations } from './contract.ts';
import { controllers } from './controllers.ts';
import { everyRouteIsBound } from './every-route-is-bound.ts';
import type { HttpReply } from './http/http-request.ts';
import { requestBodies } from './http/request-bodies.ts';
import { requestProblems } from './http/request-problems.ts';
import { nestLog } from './nest-log.ts';
import { openRoutes } from './open-routes.ts';
import type { Parts } from './parts.ts';
import { BODY_LIMIT_MB, sendProblem } from './problem.filter.ts';
import { protectiveHeaders } from './protective-headers.ts';

/** The whole HTTP application over its parts; `init` is done, `listen` is the caller's. */
export async function apiApp(parts: Parts): Promise<NestFastifyApplication> {
  everyRouteIsBound(
    controllers,
    operations.map(({ operation }) => operation),
  );
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_MB * 1024 * 1024,
    logger: false,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 100 },
    frameworkErrors: (_error: unknown, _request: unknown, reply: HttpReply) =>
      sendProblem(reply, requestProblems.unreadable()),
  });
  const app = await NestFactory.create<NestFastifyApplication>(apiModule(parts), adapter, {
    logger: nestLog(parts.apiLog),
    abortOnError: false,
    bodyParser: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  requestBodies(app);
  fastify.addHook('onRequest', async (_request, reply) => {
    for (const [name, value] of protectiveHeaders) reply.header(name, value);
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const problem = reply.getHeader('x-problem');
    parts.apiLog.info({
      event: 'request',
      method: request.method,
      route: request.routeOptions.url ?? '?',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      trace: request.id,
      ...(typeof problem === 'string' ? { problem } : {}),
    });
  });
  await openRoutes(app, parts);
  await app.init();
  await fastify.ready();
  return app;
}
