import { once } from 'node:events';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export type HoldingWriterOptions = {
  readonly url: string;
  /** `event.campaign`. */
  readonly campaign: number;
  /** Where it stands when it says that it holds the lock. */
  readonly place: 'between statements' | 'inside COPY';
};

/**
 * A process that takes the lock of a log as a bulk run does, says "holding", and would go on after a second: the test
 * freezes it meanwhile. Ends with the SQLSTATE, or the message, that met it when it woke.
 */
export async function holdingWriter({ campaign, place, url }: HoldingWriterOptions): Promise<string> {
  const client = new Client({ connectionString: url });
  const broken = once(client, 'error').then(([error]) => Promise.reject(error as Error));
  broken.catch(() => undefined);
  // A cut connection says so more than once.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`select bulk_open($1, gen_random_uuid(), '', '{}', '{}', '{}', '{}', '{}')`, [campaign]);
    if (place === 'inside COPY') {
      const copy = client.query(copyFrom(`copy claim_${campaign} from stdin`));
      copy.write(`${campaign}\t1\tkey\t0\n`);
      const failed = once(copy, 'error').then(([error]) => Promise.reject(error as Error));
      failed.catch(() => undefined);
      copy.on('error', () => undefined);
      await hold();
      copy.end();
      await Promise.race([failed, broken, once(copy, 'finish')]);
    } else await hold();
    await Promise.race([client.query('commit'), broken]);
    return 'committed';
  } catch (error) {
    return (error as { readonly code?: string }).code ?? String(error);
  }
}

async function hold(): Promise<void> {
  process.stdout.write('holding\n');
  await new Promise((resolve) => setTimeout(resolve, 1_000));
}

if (import.meta.main) {
  process.stdout.write(`${await holdingWriter(JSON.parse(process.argv[2]!) as HoldingWriterOptions)}\n`);
  process.exit();
}
