import type { XmlTag } from './xml-scanner.internal.ts';

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const [AMPERSAND, UNDERSCORE, EQUALS, COLON] = [0x26, 0x5f, 0x3d, 0x3a] as const;

/** Text of an XML part with its entities and Excel's `_x000D_` resolved; null when an entity is none of XML's. */
export function xmlText(bytes: Buffer, from: number, to: number, isRaw = false): string | null {
  let isAscii = true;
  let isPlain = true;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at]!;
    if (byte > 0x7f) isAscii = false;
    else if (byte === AMPERSAND || byte === UNDERSCORE) isPlain = false;
  }
  const text = bytes.toString(isAscii ? 'latin1' : 'utf8', from, to);
  if (isPlain) return text;
  const resolved = isRaw || !text.includes('&') ? text : withoutEntities(text);
  return resolved === null || !resolved.includes('_x') ? resolved : resolved.replace(/_x([\dA-F]{4})_/gi, escaped);
}

const escaped = (_whole: string, hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));

function withoutEntities(text: string): string | null {
  let isBroken = false;
  const resolved = text.replace(/&(?:#x([\dA-F]{1,6})|#(\d{1,7})|([a-z]+));|&/gi, (_whole, hex, decimal, name) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    const isChar = code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000);
    const char = name ? named[name] : isChar ? String.fromCodePoint(code) : undefined;
    if (char === undefined) isBroken = true;
    return char ?? '';
  });
  return isBroken ? null : resolved;
}

/** Whether a tag has this local name. */
export const isNamed = ({ bytes, nameFrom, nameTo }: XmlTag, name: string): boolean =>
  nameTo - nameFrom === name.length && standsAt(bytes, nameFrom, name);

function standsAt(bytes: Buffer, from: number, ascii: string): boolean {
  for (let at = 0; at < ascii.length; at += 1) if (bytes[from + at] !== ascii.charCodeAt(at)) return false;
  return true;
}

/** Whether the tag has an attribute of this local name; its value then lies from `valueFrom` to `valueTo` of the tag. */
export function findAttribute(tag: XmlTag, name: string): boolean {
  const { bytes, nameTo, to } = tag;
  let at = nameTo;
  while (at < to) {
    while (at < to && bytes[at]! <= 0x20) at += 1;
    let from = at;
    let isDeclaration = false;
    for (; at < to && bytes[at] !== EQUALS && bytes[at]! > 0x20; at += 1)
      if (bytes[at] === COLON) {
        isDeclaration = at - from === 5;
        from = at + 1;
      }
    const nameEnd = at;
    while (at < to && (bytes[at] === EQUALS || bytes[at]! <= 0x20)) at += 1;
    const quote = bytes[at];
    tag.valueFrom = at + 1;
    at += 1;
    while (at < to && bytes[at] !== quote) at += 1;
    tag.valueTo = Math.min(at, to);
    // `xmlns:r` declares a prefix.
    if (!isDeclaration && nameEnd - from === name.length && standsAt(bytes, from, name)) return true;
    at += 1;
  }
  return false;
}

/** The value of an attribute; null when the tag has none of that name, or a broken one. */
export const attributeText = (tag: XmlTag, name: string): string | null =>
  findAttribute(tag, name) ? xmlText(tag.bytes, tag.valueFrom, tag.valueTo) : null;
