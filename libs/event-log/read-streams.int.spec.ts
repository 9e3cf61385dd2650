import { appendEvents } from './append-events.ts';
import { digestOf } from './digest-of.ts';
import { openCampaignLog } from './open-campaign-log.ts';
import { openEventLog } from './open-event-log.ts';
import { openLane } from './open-lane.ts';
import { readStreams } from './read-streams.ts';
import { scratchDatabase } from './scratch-database.ts';

test('many streams are read at once, each whole and in its order; one that is not there has none', async () => {
  const database = await scratchDatabase();
  const log = await openEventLog(database.url('canbao_writer'));
  await openCampaignLog(log, '411722-2020');
  const lane = await openLane(log, '411722-2020');
  const note = (version: number) => ({
    type: 'BagClosed',
    data: { version },
    unit: '411722',
    actor: 'u_1',
    occurredAt: 0,
  });
  await appendEvents(lane, {
    commandId: 'one',
    digest: digestOf('one'),
    streams: [
      { stream: 'bag-A', expectedVersion: 0, events: [note(1), note(2)] },
      { stream: 'bag-B', expectedVersion: 0, events: [note(1)] },
    ],
  });
  await appendEvents(lane, {
    commandId: 'two',
    digest: digestOf('two'),
    streams: [{ stream: 'bag-A', expectedVersion: 2, events: [note(3)] }],
  });

  const found = await readStreams(log, '411722-2020', ['bag-B', 'bag-A', 'bag-C']);
  expect([...found].map(([stream, events]) => [stream, events.map(({ data }) => data['version'])])).toStrictEqual([
    ['bag-B', [1]],
    ['bag-A', [1, 2, 3]],
    ['bag-C', []],
  ]);
  expect(await readStreams(log, 'unknown-2020', ['bag-A'])).toStrictEqual(new Map([['bag-A', []]]));
  await lane.close();
  await log.close();
  await database.drop();
});
