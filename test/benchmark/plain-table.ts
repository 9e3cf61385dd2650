import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ScratchDatabase } from '@canbao/event-log/scratch-database';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** A row as somebody would store it who needs no order, no check and no proof. Instants in epoch milliseconds. */
export type PlainRow = {
  readonly stream: string;
  readonly version: number;
  readonly type: number;
  readonly schemaVersion: number;
  readonly unit: string;
  readonly person: string;
  readonly amountFen: number;
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly command: string;
  readonly leaf: Buffer;
};

const COLUMNS =
  'stream, version, type, schema_version, unit, person, amount_fen, occurred_at, recorded_at, command, leaf';
const INSERT = `insert into plain (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;
const EPOCH_2000_MS = 946_684_800_000;

type Target = { readonly database: ScratchDatabase; readonly owner: Client };

/** The plain way: columns and keys of an event in a table with a sequence, on the same server, as durable as ours. */
export const plainTable = (target: Target) => ({
  /** One prepared INSERT and one commit per row, each client with a connection of its own. Events per second. */
  async inserts(clients: number, rows: PlainRow[]): Promise<number> {
    await empty(target.owner);
    const connections = await Promise.all(Array.from({ length: clients }, () => connected(target)));
    const client = async (connection: Client) => {
      for (let row = rows.pop(); row !== undefined; row = rows.pop()) {
        await connection.query({ name: 'plain', text: INSERT, values: valuesOf(row) });
      }
    };
    const events = rows.length;
    const from = performance.now();
    await Promise.all(connections.map(client));
    const seconds = (performance.now() - from) / 1_000;
    await Promise.all(connections.map((connection) => connection.end()));
    return events / seconds;
  },

  /** One binary COPY and one commit per page, encoded before the clock starts. Events per second. */
  async copies(pages: readonly (readonly PlainRow[])[]): Promise<number> {
    await empty(target.owner);
    const connection = await connected(target);
    const encoded = pages.map((rows) => Buffer.concat([HEADER, ...rows.map(tuple), Buffer.from([0xff, 0xff])]));
    const from = performance.now();
    for (const bytes of encoded) {
      const copied = connection.query(copyFrom(`copy plain (${COLUMNS}) from stdin (format binary)`));
      await pipeline(Readable.from([bytes]), copied);
    }
    const seconds = (performance.now() - from) / 1_000;
    await connection.end();
    return pages.flat().length / seconds;
  },
});

async function connected({ database }: Target): Promise<Client> {
  const client = new Client({ connectionString: database.url('canbao_writer') });
  await client.connect();
  return client;
}

async function empty(owner: Client): Promise<void> {
  await owner.query('drop table if exists plain');
  await owner.query(`create table plain (position bigint primary key generated always as identity,
    stream uuid not null, version int not null, type smallint not null, schema_version smallint not null, unit text collate "C" not null,
    person uuid, amount_fen bigint, occurred_at timestamptz not null, recorded_at timestamptz not null,
    command uuid not null, leaf bytea not null, unique (stream, version))`);
  await owner.query('grant insert on plain to canbao_writer');
  await owner.query('checkpoint');
}

function valuesOf(row: PlainRow): unknown[] {
  const { amountFen, command, leaf, occurredAt, person, recordedAt, schemaVersion, stream, type, unit, version } = row;
  const instants = [new Date(occurredAt), new Date(recordedAt)];
  return [stream, version, type, schemaVersion, unit, person, amountFen, ...instants, command, leaf];
}

const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');

function tuple(row: PlainRow): Buffer {
  const { amountFen, command, leaf, occurredAt, person, recordedAt, schemaVersion, stream, type, unit, version } = row;
  const uuid = (text: string) => Buffer.from(text.replaceAll('-', ''), 'hex');
  const big = (value: number) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64BE(BigInt(value));
    return bytes;
  };
  const instant = (epochMs: number) => big((epochMs - EPOCH_2000_MS) * 1_000);
  const int4 = Buffer.alloc(4);
  int4.writeInt32BE(version);
  const small = (value: number) => Buffer.from([0, value]);
  const fields = [
    uuid(stream),
    int4,
    small(type),
    small(schemaVersion),
    Buffer.from(unit),
    uuid(person),
    big(amountFen),
    instant(occurredAt),
    instant(recordedAt),
    uuid(command),
    leaf,
  ];
  const parts = fields.flatMap((field) => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(field.length);
    return [length, field];
  });
  return Buffer.concat([Buffer.from([0, fields.length]), ...parts]);
}
