import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

export type CounterAnswer =
  { readonly kind: 'taken'; readonly serial: string } | { readonly kind: 'refused'; readonly reason: string };
export type Deposit = {
  readonly account: string;
  readonly amountFen: number;
  readonly remark: string;
  readonly depositor: string;
  readonly paidAt: number;
};

/** The agent at the bank's own counter, which is not part of the platform: cash and a remark line go over it. */
export async function depositAtCounter(counterUrl: string, deposit: Deposit): Promise<CounterAnswer> {
  const key = randomUUID();
  for (let pause = 100; ; pause = Math.min(2_000, pause * 2)) {
    const answer = await fetch(`${counterUrl}/bank/counter/deposits`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key, 'x-plan-at': String(deposit.paidAt) },
      body: JSON.stringify(deposit),
      signal: AbortSignal.timeout(20_000),
    }).catch(() => null);
    if (answer?.ok) return { kind: 'taken', serial: ((await answer.json()) as { serial: string }).serial };
    if (answer?.status === 422)
      return { kind: 'refused', reason: ((await answer.json()) as { reason: string }).reason };
    if (answer && answer.status < 500 && answer.status !== 429)
      throw new Error(`the counter answered ${answer.status}: ${await answer.text()}`);
    await answer?.body?.cancel();
    await wait(pause);
  }
}
