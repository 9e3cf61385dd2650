import { planInstant } from '@canbao/domain/campaign/campaign-clock';
import { liveContract } from '@canbao/http-contract/live.contract';
import { Controller, type MessageEvent } from '@nestjs/common';
import { Observable } from 'rxjs';

import type { Call } from '../http/call.ts';
import { Streams } from '../http/serves.ts';
import { Parts } from '../parts.ts';

/** Browsers come back by themselves, and then the session is looked at again. */
const LONGEST_MS = 600_000;
/** At most five messages a second, and one every ten seconds so that proxies keep the line. */
const BETWEEN_MS = 200;
const AT_LEAST_MS = 10_000;

@Controller()
export class LiveController {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Streams(liveContract.live)
  live(_call: Call<typeof liveContract.live>): Observable<MessageEvent> {
    const { pace, campaign } = this.#parts;
    return new Observable((stream) => {
      let due: NodeJS.Timeout | null = null;
      let state = { position: 0, head: 0 };
      async function send(): Promise<void> {
        due = null;
        const current = await campaign().catch(() => null);
        if (current === null || stream.closed) return;
        stream.next({ data: { ...state, planNow: planInstant(current.clock, Date.now()) } });
      }
      const stop = pace.follow((moved) => {
        state = moved;
        due ??= setTimeout(() => void send(), BETWEEN_MS);
      });
      const beat = setInterval(() => void send(), AT_LEAST_MS);
      const end = setTimeout(() => stream.complete(), LONGEST_MS);
      return () => {
        stop();
        clearInterval(beat);
        clearTimeout(end);
        if (due !== null) clearTimeout(due);
      };
    });
  }
}
