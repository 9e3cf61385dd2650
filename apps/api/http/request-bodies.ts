import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { Refusal } from './refusal.ts';
import { requestProblems } from './request-problems.ts';

/** A village file's cap, and a little: what is just too large is answered in the words of the file, not of the wire. */
export const FILE_LIMIT_BYTES = 10_000_000;
const FILE_BODY_LIMIT = FILE_LIMIT_BYTES + 64 * 1024;

/** JSON, and the bytes of a file; our own parsers, so that what they refuse says so in our words. */
export function requestBodies(app: NestFastifyApplication): void {
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
  fastify.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: FILE_BODY_LIMIT },
    (_request, body, done) => done(null, body),
  );
}
