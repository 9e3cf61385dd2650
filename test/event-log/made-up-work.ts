import { createHash } from 'node:crypto';
import type { AppendRequest } from '@canbao/event-log/append-events';
import type { BulkPage } from '@canbao/event-log/bulk-page';
import { digestOf } from '@canbao/event-log/digest-of';
import type { NewEvent } from '@canbao/event-log/new-event';
import { uuid7 } from '@canbao/event-log/uuid7';

/**
 * Work that follows from its id alone, so that a writer that was killed sends exactly the same again: many-event
 * requests, one in ten refused on purpose, some that want a claim which others want too.
 */
export const madeUpWork = {
  request(id: string): AppendRequest {
    const [stale, size, wants, key] = draws(id);
    const events = Array.from({ length: 1 + (size! % 40) }, (_, n) => event(id, n));
    return {
      commandId: id,
      digest: digestOf({ id }),
      streams: [{ stream: streamOf(id), expectedVersion: stale! % 10 === 0 ? 7 : 0, events }],
      claims: wants! % 10 === 0 ? [{ kind: 'lot', key: `${key! % 50}` }] : [],
    };
  },
  page(id: string): BulkPage {
    const [, size] = draws(id);
    const rows = Array.from({ length: 200 + size! }, (_, n) => {
      const [stale, , wants, key] = draws(`${id}/${n}`);
      return {
        stream: streamOf(`${id}/${n}`),
        expectedVersion: stale! % 10 === 0 ? 7 : 0,
        events: [event(id, n)],
        claims: wants! % 20 === 0 ? [{ kind: 'lot', key: `${key! % 50}` }] : [],
        sealed: [{ person: personOf(`${id}/${n}`), group: 1, keyVersion: 1, ciphertext: Buffer.from(id) }],
      };
    });
    return { commandId: id, digest: digestOf({ id }), rows };
  },
};

function draws(id: string): number[] {
  return [...createHash('sha256').update(id).digest()];
}

function streamOf(id: string): string {
  const hash = createHash('sha256').update(`stream ${id}`).digest();
  return `item-${uuid7(1_569_369_600_000 + hash.readUInt16BE(10), hash.subarray(0, 10))}`;
}

function personOf(id: string): string {
  const hex = createHash('sha256').update(`person ${id}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function event(id: string, n: number): NewEvent {
  return {
    type: 'ItemNoted',
    data: { id, n },
    unit: '411722/101',
    actor: 'test',
    occurredAt: 1_569_369_600_000,
    amountFen: n,
  };
}
