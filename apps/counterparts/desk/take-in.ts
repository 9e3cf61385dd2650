import { createHash } from 'node:crypto';

import { jsonReader } from '@canbao/connectors/json-reader';
import { Misshapen } from '@canbao/connectors/misshapen';

import type { Asked, Party } from './asked.ts';
import type { DeskRequest } from './desk-request.ts';

export type Subject = { readonly party: Party; readonly kind: string };

/**
 * A request as the desk sees it; throws Misshapen without plan time or, unless `isKeyOptional`, without a key. A counter
 * deposit without a key goes by what is on the slip, so that its faults repeat, too.
 */
export function takeIn({ headers, body }: DeskRequest, subject: Subject, isKeyOptional: boolean): Asked {
  const bodySha256 = createHash('sha256')
    .update(JSON.stringify(body ?? null))
    .digest('hex');
  const key = headers['idempotency-key'] ?? (isKeyOptional ? bodySha256 : '');
  const planAt = Number(headers['x-plan-at']);
  if (typeof key !== 'string' || key === '' || key.length > 200) throw new Misshapen('header idempotency-key');
  if (!Number.isSafeInteger(planAt)) throw new Misshapen('header x-plan-at');
  return { ...subject, key, planAt, bodySha256, body: jsonReader(body ?? {}) };
}
