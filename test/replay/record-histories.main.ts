import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { payloadCodec } from '@canbao/workflows/codec/payload-codec';
import { sealedConverter } from '@canbao/workflows/codec/sealed-converter';
import { Client, Connection } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { withoutUnread } from './without-unread.ts';

/*
 * Records histories of a season's workflows for replay.spec.ts: by hand, against a Temporal server that still has them.
 *
 *   node test/replay/record-histories.main.ts --address HOST:PORT --codec-key FILE --case season
 *
 * Of every workflow type the longest closed run below --most events is kept. Histories hold no personal data (temporal.md
 * 10), so they are stored opened: small, readable in a review, and replayed without a key.
 */
const { values } = parseArgs({
  options: {
    address: { type: 'string' },
    'codec-key': { type: 'string' },
    case: { type: 'string', default: 'season' },
    most: { type: 'string', default: '600' },
  },
});
if (values.address === undefined || values['codec-key'] === undefined)
  throw new Error('--address and --codec-key are needed');
const key = readFileSync(values['codec-key']);
const codec = await payloadCodec(key, 'default');
const connection = await Connection.connect({ address: values.address });
const client = new Client({ connection, dataConverter: await sealedConverter(key, 'default') });
const longest = new Map<string, { readonly workflowId: string; readonly runId: string; readonly events: number }>();
for await (const info of client.workflow.list({ query: `ExecutionStatus != 'Running'` })) {
  const { workflowId, runId, type, historyLength: events } = info;
  if (events <= Number(values.most) && events > (longest.get(type)?.events ?? 0))
    longest.set(type, { workflowId, runId, events });
}
const folder = join(import.meta.dirname, 'histories');
mkdirSync(folder, { recursive: true });
for (const [type, { workflowId, runId, events }] of longest) {
  const history: unknown = JSON.parse(historyToJSON(await client.workflow.getHandle(workflowId, runId).fetchHistory()));
  const name = `${type.replace(/Workflow$/, '')}.${values.case}@1.24.0.json`;
  writeFileSync(join(folder, name), `${JSON.stringify(withoutUnread(await opened(history, codec)))}\n`);
  console.log(`${name}: ${events} events of ${workflowId}`);
}
await connection.close();

/** Every sealed payload of a history, wherever it stands, as it was before it was sealed. */
async function opened(value: unknown, by: PayloadCodec): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((one) => opened(one, by)));
  if (typeof value !== 'object' || value === null) return value;
  if ('metadata' in value && 'data' in value && isBase64Map(value.metadata) && typeof value.data === 'string') {
    const metadata = Object.fromEntries(
      Object.entries(value.metadata).map(([name, text]) => [name, Uint8Array.from(Buffer.from(text, 'base64'))]),
    );
    if (
      !Buffer.from(metadata['encoding'] ?? [])
        .toString()
        .startsWith('binary/canbao')
    )
      return value;
    const [plain] = await by.decode([{ metadata, data: Uint8Array.from(Buffer.from(value.data, 'base64')) }]);
    return {
      metadata: Object.fromEntries(
        Object.entries(plain?.metadata ?? {}).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]),
      ),
      data: Buffer.from(plain?.data ?? []).toString('base64'),
    };
  }
  const entries = await Promise.all(Object.entries(value).map(async ([name, one]) => [name, await opened(one, by)]));
  return Object.fromEntries(entries);
}

function isBase64Map(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string');
}
