const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Text for a column: not empty, and no control characters. */
export function checkedText(text: string): string {
  let isClean = text !== '';
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) < 0x20) isClean = false;
  if (!isClean) throw new TypeError(`empty, or with a control character: ${JSON.stringify(text)}`);
  return text;
}

export function checkedUuid(text: string): string {
  if (!UUID.test(text)) throw new TypeError('a person key is a UUID in lower case');
  return text;
}

/** A number that fits an `int`, and is not negative. */
export function checkedCount(value: number): number {
  if (!Number.isInteger(value) || value < 0 || value > 2_000_000_000) throw new TypeError(`not a count: ${value}`);
  return value;
}
