import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { streamKey, streamWord } from '@canbao/event-log/stream-key';
import { uuid7 } from '@canbao/event-log/uuid7';

const domain = join(import.meta.dirname, '..', '..', 'libs', 'domain');

/** The words of all streams: the events say in which one they are recorded ("Stream `refund-<registration uuid>`"). */
const streams = globSync('**/*.events.ts', { cwd: domain }).flatMap((file) =>
  Array.from(readFileSync(join(domain, file), 'utf8').matchAll(/Streams? `([a-z]+)-([^`]*)`/g), ([, word, rest]) => ({
    word: word!,
    isBeforeUuid: rest!.includes('uuid'),
  })),
);

test.each([
  ['a UUID', true, uuid7(0), 4],
  ['a number', false, '1', 10],
])('R-1001 no two stream words share the bits that they have before %s', (_what, isBeforeUuid, rest, atLeast) => {
  const words = new Set(streams.filter((stream) => stream.isBeforeUuid === isBeforeUuid).map(({ word }) => word));
  expect(words.size).toBeGreaterThan(atLeast);
  expect(new Set([...words].map((word) => streamWord(`${word}-${rest}`).code)).size).toBe(words.size);
});

test.each([
  ['campaign-'],
  ['township-101'],
  ['lock-subsidy'],
  ['screening-101-2'],
  ['enrolment-101-12'],
  ['settlement-126'],
  ['publicity-101-20'],
  ['intake-0123456789abcdef'],
  ['report-monday-20191014'],
  ['watch-holdings'],
  ['account-subsidy'],
  ['preparation-101'],
  ['agent-101-20-2'],
  ['reminder-0123456789abcdef01'],
  ['sponsor-health-commission'],
  ['task-101'],
  ['task-table-1'],
  ['statement-subsidy-2'],
  ['book-101-7'],
  ['receipt-SC2027-00012345'],
  ['bag-K7M4P'],
])('%s has a key', (name) => {
  expect(streamKey(name)).toMatch(/^[0-7]/);
});
