import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { openEventLog } from './open-event-log.ts';
import { type ScratchDatabase, scratchDatabase } from './scratch-database.ts';

let database: ScratchDatabase;
beforeAll(async () => {
  database = await scratchDatabase();
});
afterAll(() => database.drop());

test('T15 a connection that dies between two statements of a transaction ends nothing but the transaction', async () => {
  const log = await openEventLog(database.url('canbao_writer'), { connections: 1 });
  const lent = await log.pool.connect();
  await lent.query('begin');
  const { rows } = await lent.query<{ pid: number }>('select pg_backend_pid() as pid');

  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
  await owner.end();
  await delay(200);
  await expect(lent.query('select 1')).rejects.toThrow();
  lent.release();
  expect((await log.pool.query<{ one: number }>('select 1 as one')).rows).toStrictEqual([{ one: 1 }]);
  await log.close();
});
