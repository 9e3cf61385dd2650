import { phases } from '@canbao/domain/campaign/phase';
import { roles } from '@canbao/domain/campaign/role';
import { z } from 'zod';

export const phaseSchema = z.enum(phases);
export const roleSchema = z.enum(roles);

/** People and fen of one of the three figures (R-803a). */
export const measure = z.object({ people: z.int(), fen: z.int() });
export const threeMeasures = z.object({ registered: measure, deposited: measure, entered: measure });

/** Every answer that shows a figure says of which moment it is. `position` = next position; events before it count. */
export const moment = z.object({ position: z.int(), recordedAt: z.string().nullable(), planAt: z.number() });

/** Reading operations take `at`, a position: the answer is then rebuilt as of it (R-1002). Absent = now. */
export const asOfQuery = z.object({ at: z.coerce.number().int().nonnegative().optional() });

/** Answer of a command: the log's position after it. Screens wait until their figures have reached it. */
export const accepted = z.object({ position: z.int() });

export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
export const isoDate = z.iso.date();
export const reasonText = z.string().trim().min(4).max(400);
export const registrationId = z.uuid();
export const townshipCode = z.string().regex(/^\d{3}$/);

/** One thing that keeps a gate shut, or that is only warned of. */
export const gateItem = z.object({
  unit: z.string(),
  unitName: z.string(),
  kind: z.string(),
  count: z.int(),
  detail: z.string(),
  isWarning: z.boolean(),
});
export const gateAnswer = z.object({
  phase: phaseSchema,
  isMet: z.boolean(),
  position: z.int(),
  items: z.array(gateItem),
});

/** The events behind something, as an auditor reads them. `data` holds no personal data. */
export const recordedEvent = z.object({
  position: z.int(),
  type: z.string(),
  stream: z.string(),
  version: z.int(),
  unit: z.string(),
  actor: z.string(),
  occurredAt: z.string(),
  recordedAt: z.string(),
  amountFen: z.int().nullable(),
  person: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
});
