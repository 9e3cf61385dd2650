import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { Refusal } from './refusal.ts';
import { requestProblems } from './request-problems.ts';

/** JSON is the only body that is read; our own parser, so that what it refuses says so in our words. */
export function jsonBodies(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    const text = body.toString();
    if (text === '') return done(null, undefined);
    try {
      done(null, JSON.parse(text));
    } catch {
      done(new Refusal(requestProblems.malformedJson()));
    }
  });
}
