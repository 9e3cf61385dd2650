import { setTimeout as sleep } from 'node:timers/promises';

import type { Fault } from '../fault/draw-fault.ts';
import type { Answered } from './answer-once.ts';
import type { DeskReply } from './desk-request.ts';

/** Processes and answers, with at most one fault. What has been committed stays committed, whatever is answered. */
export async function answerWithFault(
  reply: DeskReply,
  fault: Fault | null,
  process: () => Promise<Answered>,
): Promise<void> {
  if (fault === null) return send(reply, await process());
  switch (fault.mode) {
    case 'slow':
      await sleep(fault.delayMs);
      return send(reply, await process());
    case 'busy':
      reply.header('retry-after', '1');
      return send(reply, { status: 429, text: '{"code":"busy"}' });
    case 'fails-before':
      return send(reply, { status: 500, text: '{"code":"failed"}' });
    case 'fails-after':
      await process();
      return send(reply, { status: 502, text: '{"code":"failed"}' });
    case 'lost':
      await process();
      reply.hijack();
      reply.raw.destroy();
      return;
    case 'doubled':
      await process();
      return send(reply, await process());
    case 'broken-off': {
      const { status, text } = await process();
      return send(reply, { status, text: text.slice(0, Math.ceil(text.length / 2)) });
    }
    case 'wrong-total': {
      const { status, text } = await process();
      return send(reply, { status, text: withWrongTotal(text) });
    }
  }
}

export function send(reply: DeskReply, { status, text }: Answered): void {
  reply.code(status).header('content-type', 'application/json; charset=utf-8').send(text);
}

/** One row more than there are; an answer without a control total breaks off instead. */
function withWrongTotal(text: string): string {
  const wrong = text.replace(
    /("control":\{"rows":)(\d+)/,
    (_all, head: string, rows: string) => head + String(Number(rows) + 1),
  );
  return wrong === text ? text.slice(0, Math.ceil(text.length / 2)) : wrong;
}
