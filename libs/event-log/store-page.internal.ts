import type { Client } from 'pg';
import { binaryArray } from './binary-array.internal.ts';
import { binaryValue } from './binary-value.internal.ts';
import type { BulkOutcome, RowRefusal } from './bulk-append.ts';
import type { BulkPage } from './bulk-page.ts';
import type { Claim } from './claim.ts';
import type { CodeBook } from './code-book.internal.ts';
import { copyTuples } from './copy-tuples.internal.ts';
import {
  CLAIM_COLUMNS,
  type EncodedPage,
  encodeSealed,
  EVENT_COLUMNS,
  SEALED_COLUMNS,
} from './encode-page.internal.ts';

type Target = { readonly campaign: number; readonly codes: CodeBook };

/** `whenSent` is called when the events are on their way, and the server has yet to store them. */
type Storing = Target & { readonly whenSent: () => void };

/** A claim of the row at this place; `held`: it must be held, and is released. */
type PlacedClaim = { readonly place: number; readonly claim: Claim; readonly held: boolean };

type Opened = {
  readonly outcome: 'open' | 'repeated' | 'other-body' | 'closed';
  readonly first_position: number;
  readonly events: number;
  readonly refused: string | null;
  readonly stale: readonly number[] | null;
  readonly stale_version: readonly number[] | null;
  readonly blocked: readonly number[] | null;
};

/**
 * One attempt at a page, in one transaction: lock and check, patch the positions, COPY into the leaf partitions, note
 * the command, move the head, commit. Leaves the transaction open when it throws.
 */
export async function storePage(
  client: Client,
  { campaign, codes, whenSent }: Storing,
  page: BulkPage,
  encoded: EncodedPage,
): Promise<BulkOutcome> {
  const claims = placedClaims(page, encoded);
  const sealed = page.rows.some((row) => row.sealed !== undefined)
    ? encodeSealed(page, encoded.order, campaign)
    : undefined;
  await client.query('begin');
  const opened = await open(client, { campaign, codes }, { page, encoded, claims });
  if (opened.outcome !== 'open') {
    await client.query('rollback');
    return answered(opened);
  }
  const base = opened.first_position;
  const refused = refusals(page, encoded, claims, opened);
  const left = new Set(refused.map(({ row }) => row));
  const places = [...encoded.order.keys()].filter((place) => !left.has(encoded.order[place]!));
  if (places.length === 0 || refused.some(({ row }) => page.rows[row]!.isVital === true)) {
    await client.query('rollback');
    return { kind: 'refused', refused };
  }
  const events = patch(encoded, places, base);
  await copyTuples(client, `event_${campaign} (${EVENT_COLUMNS})`, { tuples: encoded.events, places, whenSent });
  if (encoded.claims.bytes.length > 0) {
    await copyTuples(client, `claim_${campaign} (${CLAIM_COLUMNS})`, { tuples: encoded.claims, places });
  }
  if (sealed !== undefined && sealed.bytes.length > 0)
    await copyTuples(client, `sealed_row_${campaign} (${SEALED_COLUMNS})`, { tuples: sealed, places });
  const released = claims.filter(({ held, place }) => held && !left.has(encoded.order[place]!));
  await close(client, { campaign, codes }, { page, encoded, base, events, refused, released });
  await client.query('commit');
  return { kind: 'appended', firstPosition: base, events, refused };
}

function placedClaims({ rows }: BulkPage, { order }: EncodedPage): readonly PlacedClaim[] {
  if (!rows.some(({ claims, releases }) => claims !== undefined || releases !== undefined)) return [];
  return [...order].flatMap((row, place) => {
    const { claims = [], releases = [] } = rows[row]!;
    return [
      ...claims.map((claim) => ({ place, claim, held: false })),
      ...releases.map((claim) => ({ place, claim, held: true })),
    ];
  });
}

async function open(
  client: Client,
  { campaign, codes }: Target,
  {
    claims,
    encoded,
    page,
  }: { readonly page: BulkPage; readonly encoded: EncodedPage; readonly claims: readonly PlacedClaim[] },
): Promise<Opened> {
  const { rows } = await client.query<Opened>({
    name: 'canbao bulk_open',
    text: 'select * from bulk_open($1, $2, $3, $4, $5, $6, $7, $8)',
    values: [
      campaign,
      encoded.command,
      Buffer.from(page.digest),
      Buffer.from(encoded.checkStreams.buffer),
      Buffer.from(encoded.checkVersions.buffer),
      binaryArray.int2(claims, ({ claim }) => codes.claimKind(claim.kind)!),
      binaryArray.text(claims, ({ claim }) => claim.key),
      binaryArray.bool(claims, ({ held }) => held),
    ],
  });
  return rows[0]!;
}

/** The rows to be left out, in order of the page. Of two rows with one claim the first that stands has it. */
function refusals(
  page: BulkPage,
  { order }: EncodedPage,
  claims: readonly PlacedClaim[],
  opened: Opened,
): RowRefusal[] {
  const refused = new Map<number, RowRefusal>();
  opened.stale?.forEach((n, i) => {
    const row = order[n - 1]!;
    refused.set(row, { row, kind: 'stale', stream: page.rows[row]!.stream, version: opened.stale_version![i]! });
  });
  const blocked = new Set(opened.blocked);
  const byRow = new Map<
    number,
    { readonly name: string; readonly isBlocked: boolean; readonly placed: PlacedClaim }[]
  >();
  claims.forEach((placed, i) => {
    const row = order[placed.place]!;
    const name = `${placed.claim.kind}/${placed.claim.key}`;
    byRow.set(row, [...(byRow.get(row) ?? []), { name, isBlocked: blocked.has(i + 1), placed }]);
  });
  const takenHere = new Set<string>();
  for (const [row, ofRow] of [...byRow].sort(([a], [b]) => a - b)) {
    if (refused.has(row)) continue;
    const inTheWay = ofRow.find(({ isBlocked, name }) => isBlocked || takenHere.has(name));
    if (inTheWay === undefined) for (const { name } of ofRow) takenHere.add(name);
    else refused.set(row, { row, kind: inTheWay.placed.held ? 'not-held' : 'taken', claim: inTheWay.placed.claim });
  }
  return [...refused.values()].sort((a, b) => a.row - b.row);
}

/** Writes the positions of the rows that stand, from `base` on; returns how many events there are. */
function patch({ claims, events }: EncodedPage, places: readonly number[], base: number): number {
  const ofClaims = Buffer.from(claims.bytes.buffer);
  const ofEvents = Buffer.from(events.bytes.buffer);
  let position = base;
  for (const place of places) {
    for (let claim = claims.firsts[place]!; claim < claims.firsts[place + 1]!; claim += 1) {
      binaryValue.int8(ofClaims, position, claims.blanks[claim]!);
    }
    for (let event = events.firsts[place]!; event < events.firsts[place + 1]!; event += 1) {
      binaryValue.int8(ofEvents, position, events.blanks[event]!);
      position += 1;
    }
  }
  return position - base;
}

type Closing = {
  readonly page: BulkPage;
  readonly encoded: EncodedPage;
  readonly base: number;
  readonly events: number;
  readonly refused: readonly RowRefusal[];
  readonly released: readonly PlacedClaim[];
};

async function close(client: Client, { campaign, codes }: Target, closing: Closing): Promise<void> {
  const { base, encoded, events, page, refused, released } = closing;
  await client.query({
    name: 'canbao bulk_close',
    text: 'select bulk_close($1, $2, $3, $4, $5, $6, $7, $8)',
    values: [
      campaign,
      encoded.command,
      Buffer.from(page.digest),
      base,
      events,
      refused.length === 0 ? null : JSON.stringify(refused),
      binaryArray.int2(released, ({ claim }) => codes.claimKind(claim.kind)!),
      binaryArray.text(released, ({ claim }) => claim.key),
    ],
  });
}

function answered({ events, first_position: firstPosition, outcome, refused }: Opened): BulkOutcome {
  if (outcome !== 'repeated') return { kind: outcome === 'closed' ? 'closed' : 'other-body' };
  const rows: readonly RowRefusal[] = refused === null ? [] : (JSON.parse(refused) as RowRefusal[]);
  return { kind: 'repeated', firstPosition, events, refused: rows };
}
