import type { MadeUpCounty } from '@canbao/domain/rehearsal/made-up-county';
import { madeUpPayments } from '@canbao/domain/rehearsal/made-up-payments';
import { madeUpPeople } from '@canbao/domain/rehearsal/made-up-people';
import { createHash } from 'node:crypto';
import type { Needle } from './needle-search.ts';

/** Something about a made-up person that may be in the vault and nowhere else. */
export type Canary = { readonly kind: 'ID number' | 'name' | 'birth date' | 'category'; readonly text: string };

/**
 * Everything personal about everybody of the county, as the card has it and as agents have written it down wrongly.
 * `officials` have names of the same making, which are known to everybody and stand on every screen.
 */
export function canariesOf(county: MadeUpCounty, officials: ReadonlySet<string>): readonly Canary[] {
  const numbers = new Set<string>();
  const names = new Set<string>();
  for (const township of county.townships) {
    const people = [...madeUpPeople(county, township)];
    for (const { idNumber, name } of [...people, ...madeUpPayments(county, township).map(({ typed }) => typed)]) {
      numbers.add(idNumber);
      if (!officials.has(name)) names.add(name);
    }
  }
  const births = new Set([...numbers].map((number) => number.replace(/^.{6}(.{4})(..)(..).*$/, '$1-$2-$3')));
  return [
    ...[...numbers].map((text) => ({ kind: 'ID number', text }) as const),
    ...[...names].map((text) => ({ kind: 'name', text }) as const),
    ...[...births].map((text) => ({ kind: 'birth date', text }) as const),
  ];
}

/** The shapes in which a text can lie somewhere without looking like itself (T56), its plain digests among them (T57). */
export function needlesOf({ kind, text }: Canary): readonly Needle[] {
  const bytes = Buffer.from(text);
  const shapes = [
    ['as text', bytes],
    ['as UTF-16', Buffer.from(text, 'utf16le')],
    ['as UTF-16, big end first', Buffer.from(text, 'utf16le').swap16()],
    ['as hex', Buffer.from(bytes.toString('hex'))],
    ['as hex, in capitals', Buffer.from(bytes.toString('hex').toUpperCase())],
    ['escaped in JSON', Buffer.from(text.replace(/[^ -~]/g, escaped))],
    ['escaped in a URL', Buffer.from(encodeURIComponent(text))],
    ...base64Shapes(bytes),
    ...(kind === 'birth date' ? [] : digestShapes(bytes)),
  ] as const;
  // Several shapes of plain digits are the same: the first one names it.
  const once = new Map<string, Needle>();
  for (const [shape, needle] of shapes) {
    const key = needle.toString('latin1');
    if (!once.has(key)) once.set(key, { name: `${kind} ${text} ${shape}`, bytes: needle });
  }
  return [...once.values()];
}

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Inside longer Base64 a text looks different at each of three places; its first and last letters hang on the neighbours. */
function base64Shapes(bytes: Buffer): readonly (readonly [string, Buffer])[] {
  return [0, 1, 2].flatMap((before) =>
    (['base64', 'base64url'] as const).map((alphabet) => {
      const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString(alphabet);
      const whole = Math.floor(((before + bytes.length) * 8) / 6);
      return [`in ${alphabet}, ${before} on`, Buffer.from(encoded.slice(Math.ceil((before * 8) / 6), whole))] as const;
    }),
  );
}

function digestShapes(bytes: Buffer): readonly (readonly [string, Buffer])[] {
  return ['md5', 'sha1', 'sha256', 'sm3'].flatMap((algorithm) => {
    const digest = createHash(algorithm).update(bytes).digest();
    const name = `as ${algorithm}`;
    return [
      [name, digest],
      [`${name} in hex`, Buffer.from(digest.toString('hex'))],
      [`${name} in hex, in capitals`, Buffer.from(digest.toString('hex').toUpperCase())],
      [`${name} in Base64`, Buffer.from(digest.toString('base64').replace(/=+$/, ''))],
      [`${name} in Base64 for URLs`, Buffer.from(digest.toString('base64url'))],
    ] as const;
  });
}
