/** The part of Fastify's request and reply that the desk touches; Fastify itself is Nest's dependency, not ours. */
export type DeskRequest = {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: unknown;
};

export type DeskReply = {
  code(status: number): DeskReply;
  header(name: string, value: string): DeskReply;
  send(text: string): unknown;
  hijack(): unknown;
  readonly raw: { destroy(): unknown };
};
