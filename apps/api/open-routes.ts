import { existsSync } from 'node:fs';
import { join } from 'node:path';

import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { requestProblems } from './http/request-problems.ts';
import { openapiDocument } from './openapi-document.ts';
import type { Parts } from './parts.ts';
import { sendProblem } from './problem.filter.ts';

const ASSET_AGE_S = 31_536_000;

/**
 * The only routes outside the contract and its access: whether the process lives and is ready, the API's description,
 * and the console's files, whose pages are addresses of the console itself.
 */
export async function openRoutes(app: NestFastifyApplication, parts: Parts): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/healthz', async () => ({ status: 'up' }));
  fastify.get('/readyz', async (_request, reply) => {
    const [isLogUp, isEngineUp] = await Promise.all([parts.isLogUp(), parts.engine.isUp()]);
    reply.status(isLogUp && isEngineUp ? 200 : 503);
    return { log: isLogUp ? 'up' : 'away', engine: isEngineUp ? 'up' : 'away' };
  });
  const document = openapiDocument();
  fastify.get('/api/openapi.json', async () => document);

  const folder = parts.settings.consoleFolder;
  const hasConsole = folder !== null && existsSync(join(folder, 'index.html'));
  if (hasConsole) {
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      index: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        // Vite names assets by their content.
        if (path.includes('/assets/')) reply.header('cache-control', `public, max-age=${ASSET_AGE_S}, immutable`);
      },
    });
  }
  fastify.get('/*', async (request, reply) => {
    // An asset that is gone is not a page: an old tab must see that it is old.
    const isPage = !request.url.startsWith('/api') && !request.url.startsWith('/assets/');
    if (!hasConsole || !isPage) return sendProblem(reply, requestProblems.unknownRoute());
    return reply.sendFile('index.html');
  });
}
