const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * UUIDs as one text literal of PostgreSQL: the driver would escape every element (event-log.md 5). Throws on
 * anything but lower-case UUIDs, for person keys are authenticated letter by letter with what they seal.
 */
export function uuidArray(uuids: readonly string[]): string {
  for (const uuid of uuids) if (!UUID.test(uuid)) throw new Error('a person key is a lower-case UUID');
  return `{${uuids.join(',')}}`;
}
