import { Misshapen } from '@canbao/connectors/misshapen';
import type { Pool } from 'pg';
import type { Logger } from 'pino';

import { inTransaction } from '../books/in-transaction.ts';
import { drawFault, type Fault } from '../fault/draw-fault.ts';
import { counterFaults, faultModes, questionFaults, type FaultMode } from '../fault/fault-mode.ts';
import { loadFaultSetting, storeFaultSetting, type FaultSetting } from '../fault/fault-setting.ts';
import { answerOnce, type Act, type Answered } from './answer-once.ts';
import { answerWithFault, send } from './answer-with-fault.ts';
import type { Asked } from './asked.ts';
import type { DeskReply, DeskRequest } from './desk-request.ts';
import { takeIn, type Subject } from './take-in.ts';

type Manner = {
  readonly modes: readonly FaultMode[];
  readonly isKeyOptional: boolean;
  readonly process: (asked: Asked) => Promise<Answered>;
};

/**
 * The one way into a party: takes a request in, counts it, draws its fault, has it processed and answers. Three manners:
 * `keyed` (an effect, once per key), `question` (no effect that matters) and `counter` (a person stands there; a key is
 * welcome, but without one each deposit is another).
 */
export class CallDesk {
  readonly pool: Pool;
  readonly log: Logger;
  faults: FaultSetting;

  constructor(pool: Pool, log: Logger, faults: FaultSetting) {
    this.pool = pool;
    this.log = log;
    this.faults = faults;
  }

  static async open(pool: Pool, log: Logger): Promise<CallDesk> {
    return new CallDesk(pool, log, await loadFaultSetting(pool));
  }

  async setFaults(faults: FaultSetting): Promise<void> {
    await storeFaultSetting(this.pool, faults);
    this.faults = faults;
  }

  keyed(request: DeskRequest, reply: DeskReply, subject: Subject, act: Act): Promise<void> {
    const process = (asked: Asked) => answerOnce(this.pool, asked, act);
    return this.serve(request, reply, subject, { modes: faultModes, isKeyOptional: false, process });
  }

  question(request: DeskRequest, reply: DeskReply, subject: Subject, act: Act): Promise<void> {
    const process = (asked: Asked) => this.answerNow(asked, act);
    return this.serve(request, reply, subject, { modes: questionFaults, isKeyOptional: false, process });
  }

  counter(request: DeskRequest, reply: DeskReply, subject: Subject, act: Act): Promise<void> {
    const isKeyed = request.headers['idempotency-key'] !== undefined;
    const process = (asked: Asked) => (isKeyed ? answerOnce(this.pool, asked, act) : this.answerNow(asked, act));
    return this.serve(request, reply, subject, { modes: counterFaults, isKeyOptional: true, process });
  }

  private async serve(request: DeskRequest, reply: DeskReply, subject: Subject, manner: Manner): Promise<void> {
    try {
      const asked = takeIn(request, subject, manner.isKeyOptional);
      const fault = await this.nextFault(asked, manner.modes);
      await answerWithFault(reply, fault, () => manner.process(asked));
    } catch (error) {
      if (error instanceof Misshapen) {
        send(reply, { status: 400, text: JSON.stringify({ code: 'misshapen', reason: error.place }) });
        return;
      }
      // Whether it was committed is not known here either: a 5xx, and the same key again finds out.
      this.log.error({ ...subject, error: error instanceof Error ? error.message : 'unknown' }, 'failed');
      send(reply, { status: 500, text: '{"code":"failed"}' });
    }
  }

  private async answerNow(asked: Asked, act: Act): Promise<Answered> {
    const { status, answer } = await inTransaction(this.pool, (books) => act(books, asked));
    return { status, text: JSON.stringify(answer) };
  }

  private async nextFault({ party, kind, key }: Asked, modes: readonly FaultMode[]): Promise<Fault | null> {
    const { rows } = await this.pool.query<{ attempts: number }>(
      `insert into desk.call_made as made (party, kind, key, attempts) values ($1, $2, $3, 1)
       on conflict (party, kind, key) do update set attempts = made.attempts + 1 returning attempts`,
      [party, kind, key],
    );
    const attempt = rows[0]?.attempts ?? 1;
    const fault = drawFault(this.faults, { party, key: `${kind}/${key}`, attempt }, modes);
    if (!fault) return null;
    this.log.info({ party, kind, key, attempt, fault: fault.mode, seed: this.faults.seed }, 'fault');
    await this.pool.query(
      'insert into desk.fault_drawn (party, kind, key, attempt, mode) values ($1, $2, $3, $4, $5)',
      [party, kind, key, attempt, fault.mode],
    );
    return fault;
  }
}
