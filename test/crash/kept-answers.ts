import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Stands between our processes and the authorities and passes on what they say, but for answers that somebody waits
 * for: then the effect has happened outside, and nobody here has heard of it (K1, K8).
 */
export type KeptAnswers = {
  /** Stands before the authorities that listen at the port; answers the URL at which the others find them. */
  before(port: number): Promise<string>;
  /**
   * Keeps back every good answer to a POST of this path from now on; `first` resolves when one has come. `drop` tears
   * their connections down and keeps nothing back any more.
   */
  keep(path: string): { readonly first: Promise<void>; drop(): void };
  close(): void;
};

type Answer = { readonly status: number; readonly headers: string[]; readonly body: Buffer };
type Wanted = { readonly path: string; readonly kept: ServerResponse[]; come(): void };

export async function keptAnswers(): Promise<KeptAnswers> {
  let upstreamPort = 0;
  let wanted: Wanted | null = null;
  const server = createServer((asked, reply) => {
    void passOn(asked, reply).catch(() => reply.destroy());
  });
  async function passOn(asked: IncomingMessage, reply: ServerResponse): Promise<void> {
    const answer = await upstream(upstreamPort, asked, await bodyOf(asked));
    const waiting = wanted;
    if (waiting !== null && asked.method === 'POST' && asked.url === waiting.path && answer.status < 300) {
      waiting.kept.push(reply);
      waiting.come();
    } else reply.writeHead(answer.status, answer.headers).end(answer.body);
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    before(port) {
      upstreamPort = port;
      return Promise.resolve(url);
    },
    keep(path) {
      const kept: ServerResponse[] = [];
      const { promise: first, resolve: come } = Promise.withResolvers<void>();
      wanted = { path, kept, come };
      return {
        first,
        drop() {
          wanted = null;
          for (const reply of kept) reply.destroy();
        },
      };
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Rejects when the authority hangs up, also in the middle of an answer: then we hang up too. */
function upstream(port: number, { method, url, rawHeaders }: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = rawHeaders.slice();
    const call = request({ host: '127.0.0.1', port, method, path: url, headers, agent: false }, (answer) => {
      bodyOf(answer).then((text) => {
        const status = answer.statusCode ?? 502;
        resolve({ status, headers: withoutFraming(answer.rawHeaders), body: text });
      }, reject);
    });
    call.on('error', reject);
    call.end(body);
  });
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** How one connection was framed is of no use to the next. */
function withoutFraming(raw: readonly string[]): string[] {
  const pairs = Array.from({ length: raw.length / 2 }, (_, nth) => [raw[2 * nth] ?? '', raw[2 * nth + 1] ?? '']);
  return pairs.filter(([name = '']) => !/^(connection|keep-alive|transfer-encoding)$/i.test(name)).flat();
}
