import type { ServerResponse } from 'node:http';

/** What this API reads of a Fastify request. */
export type HttpRequest = {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly ip: string;
};

/** What this API uses of a Fastify reply. */
export type HttpReply = {
  readonly raw: ServerResponse;
  readonly sent: boolean;
  readonly elapsedTime: number;
  readonly statusCode: number;
  header(name: string, value: string): unknown;
  hijack(): unknown;
  status(code: number): HttpReply;
  send(body?: unknown): unknown;
};

/** One header's value, the first if it came several times; null when absent. */
export function headerOf(request: HttpRequest, name: string): string | null {
  const value = request.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
