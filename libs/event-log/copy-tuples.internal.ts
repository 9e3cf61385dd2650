import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { GroupedTuples } from './encode-page.internal.ts';

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const END = Buffer.from([0xff, 0xff]);

type Copying = {
  readonly tuples: GroupedTuples;
  /** The groups to be copied. */
  readonly places: readonly number[];
  /** Called when all is on its way, and the server has yet to store it. */
  readonly whenSent?: () => void;
};

/**
 * Copies groups of tuples, with back-pressure; a failure on our side sends CopyFail. Rejects when the server counts other
 * rows than were sent.
 */
export async function copyTuples(client: Client, target: string, { places, tuples, whenSent }: Copying): Promise<void> {
  const copied = client.query(copyFrom(`copy ${target} from stdin (format binary)`));
  const pieces = function* () {
    yield SIGNATURE;
    yield* chunks(tuples, places);
    yield END;
    // Behind the end of this stream, which is sent in the same turn.
    if (whenSent !== undefined) setImmediate(whenSent);
  };
  await pipeline(Readable.from(pieces()), copied);
  const sent = places.reduce((sum, place) => sum + tuplesAt(tuples, place), 0);
  if (copied.rowCount !== sent) throw new RangeError(`${sent} rows were sent to ${target}, ${copied.rowCount} arrived`);
}

/** How many tuples the row at this place has. */
function tuplesAt({ firsts }: GroupedTuples, place: number): number {
  return firsts[place + 1]! - firsts[place]!;
}

/** The bytes of these places, neighbours in one piece. */
function chunks({ bytes, starts }: GroupedTuples, places: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (let i = 1; i <= places.length; i += 1) {
    if (i < places.length && places[i] === places[i - 1]! + 1) continue;
    const piece = bytes.subarray(starts[places[from]!]!, starts[places[i - 1]! + 1]!);
    if (piece.length > 0) pieces.push(piece);
    from = i;
  }
  return pieces;
}
