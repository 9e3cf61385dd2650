import { createServer } from 'node:net';
import { errorCode } from './error-code.ts';

/**
 * A TCP port of 127.0.0.1 that nobody listens on now: the preferred one if it is free. Whoever uses it later must be
 * ready to lose a race.
 */
export function freePort(preferred = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      if (preferred !== 0 && errorCode(error) === 'EADDRINUSE') resolve(freePort());
      else reject(error);
    });
    server.listen(preferred, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
