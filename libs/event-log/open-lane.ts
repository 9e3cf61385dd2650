import type { AppendOutcome, AppendRequest } from './append-events.ts';
import { encodeRequest } from './encode-request.internal.ts';
import { flushPump } from './flush-pump.internal.ts';
import { laneConnection } from './lane-connection.internal.ts';
import { unknownNames } from './unknown-names.internal.ts';
import type { EventLog } from './open-event-log.ts';
import { type Waiting, waiting } from './take-flush.internal.ts';

/** One queue per campaign and process, one connection of its own. Several processes may each have one. */
export type Lane = {
  readonly campaign: string;
  /** Use `appendEvents`. */
  append(request: AppendRequest): Promise<AppendOutcome>;
  /** Waits for what is in the lane, then closes its connection. Later requests are refused. */
  close(): Promise<void>;
};

export type LaneOptions = {
  /** How long a request is tried again while the database is away, until its outcome is called unknown; default 30 s. */
  readonly patienceMs?: number;
};

/** Opens a lane on the log of a campaign; rejects when there is none. How requests share commits: flush-pump. */
export async function openLane(log: EventLog, campaign: string, options: LaneOptions = {}): Promise<Lane> {
  const number = await log.campaignNumber(campaign);
  if (number === undefined) throw new Error(`no log of campaign ${campaign}`);
  const connection = laneConnection(log);
  await connection.open();
  const encode = (request: AppendRequest) =>
    encodeRequest(request, { campaign, codes: log.codes, recordedAt: Date.now() });
  const pump = flushPump({
    connection,
    campaign: number,
    patienceMs: options.patienceMs ?? 30_000,
    endSilentWriters: () => log.pool.query('select end_silent_writers()'),
    encode,
    objections: { share: 0 },
  });
  const underWay = new Map<string, Waiting>();
  let learning: Promise<void> | undefined;
  let isClosing = false;

  /** Learns the names of this request, behind whoever is learning: nobody overtakes a call made earlier. */
  async function learn(request: AppendRequest): Promise<void> {
    const next = async () => {
      const unknown = unknownNames(log.codes, request);
      if (unknown !== undefined) await log.codes.learn(unknown);
    };
    const turn = (learning ?? Promise.resolve()).then(next, next);
    learning = turn;
    try {
      await turn;
    } finally {
      if (learning === turn) learning = undefined;
    }
  }

  return {
    campaign,
    async append(request) {
      if (learning !== undefined || unknownNames(log.codes, request) !== undefined) await learn(request);
      if (isClosing) throw new Error(`the lane of ${campaign} is closed`);
      const entry = waiting(request, encode(request));
      const { command } = entry.encoded;
      // The same request twice at once: the second gets the outcome of the first.
      const first = underWay.get(command);
      if (first !== undefined && Buffer.compare(first.request.digest, request.digest) === 0) return first.promise;
      if (first === undefined) underWay.set(command, entry);
      pump.push(entry);
      try {
        return await entry.promise;
      } finally {
        if (underWay.get(command) === entry) underWay.delete(command);
      }
    },
    async close() {
      isClosing = true;
      await pump.idle();
      await connection.close();
    },
  };
}
