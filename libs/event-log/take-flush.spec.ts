import type { EncodedRequest } from './encode-request.internal.ts';
import { someRequest } from './scratch-log.ts';
import { takeFlush, type Waiting, waiting } from './take-flush.internal.ts';

/** A request that waits, by its id: streams and claims are what it may meet others in. */
function entry(command: string, streams: readonly string[], { claims = [] as string[], events = 1 } = {}): Waiting {
  const encoded: EncodedRequest = {
    command,
    digest: new Uint8Array(),
    checks: streams.map((key) => ({ key, version: 0 })),
    rows: Array<EncodedRequest['rows'][number]>(events),
    claims: claims.map((key) => ({ kind: 1, key, held: false })),
    sealed: [],
  };
  return waiting(someRequest(command, 'a-1', 0), encoded);
}

/** The flushes that a queue is taken in, by command id. */
function flushes(...queue: Waiting[]): string[][] {
  const taken: string[][] = [];
  while (queue.length > 0) taken.push(takeFlush(queue, new Set()).map(({ encoded }) => encoded.command));
  return taken;
}

test('R-1001 what meets nothing goes together', () => {
  expect(flushes(entry('1', ['a']), entry('2', ['b']), entry('3', ['c', 'd']))).toStrictEqual([['1', '2', '3']]);
});

test('R-1001 one request per stream, command and claim in a flush', () => {
  expect(flushes(entry('1', ['a']), entry('2', ['b']), entry('3', ['a']))).toStrictEqual([['1', '2'], ['3']]);
  expect(flushes(entry('1', ['a']), entry('1', ['b']))).toStrictEqual([['1'], ['1']]);
  const receipt = { claims: ['r'] };
  expect(flushes(entry('1', ['a'], receipt), entry('2', ['b'], receipt))).toStrictEqual([['1'], ['2']]);
});

test('R-1001 nobody overtakes in a stream, not even past one that waits for another stream', () => {
  expect(flushes(entry('1', ['a']), entry('2', ['a', 'b']), entry('3', ['b']), entry('4', ['c']))).toStrictEqual([
    ['1', '4'],
    ['2'],
    ['3'],
  ]);
});

test('a flush has 2,000 events and 512 requests at most, but for a request that is larger alone', () => {
  const sized = (command: string, events: number) => entry(command, [command], { events });
  expect(flushes(sized('1', 1_500), sized('2', 500), sized('3', 1))).toStrictEqual([['1', '2'], ['3']]);
  expect(flushes(sized('1', 1), sized('2', 5_000), sized('3', 1))).toStrictEqual([['1'], ['2'], ['3']]);
  const many = Array.from({ length: 600 }, (_, n) => entry(`${n}`, [`${n}`]));
  expect(flushes(...many).map(({ length }) => length)).toStrictEqual([512, 88]);
});

test('R-1001 what meets a request in flight waits for it, and a flush may be kept small', () => {
  const queue = [entry('1', ['a']), entry('2', ['b']), entry('3', ['c']), entry('4', ['d'])];
  const ids = (flush: Waiting[]) => flush.map(({ encoded }) => encoded.command);
  expect(ids(takeFlush(queue, new Set(['a']), 2))).toStrictEqual(['2', '3']);
  expect(ids(queue)).toStrictEqual(['1', '4']);
  expect(ids(takeFlush(queue, new Set(['a', 'b', 'c'])))).toStrictEqual(['4']);
  expect(ids(takeFlush(queue, new Set(['a', 'd'])))).toStrictEqual([]);
  expect(ids(takeFlush(queue, new Set()))).toStrictEqual(['1']);
});
