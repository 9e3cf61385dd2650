import { createHash } from 'node:crypto';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The UUID under which the log keeps a command id. A UUID stands for itself; any other text is hashed to a UUID of
 * version 8 (`<run>/<page>` of a bulk run, a workflow's update id). Throws TypeError for an empty id.
 */
export function commandKey(commandId: string): string {
  if (UUID.test(commandId)) return commandId;
  if (UUID.test(commandId.toLowerCase())) return commandId.toLowerCase();
  if (commandId === '') throw new TypeError('a command needs an id');
  const hash = createHash('sha256').update('canbao/command/v1\0').update(commandId).digest();
  hash[6] = (hash[6]! & 0x0f) | 0x80;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
