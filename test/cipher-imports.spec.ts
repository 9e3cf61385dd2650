import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Ciphers of Node and of the browser, and the packages that would bring another. */
const CIPHER =
  /\bcreate(?:Dec|C)ipheriv\b|\bsubtle\s*\.\s*(?:en|de)crypt\b|from '(?:crypto-js|sm-crypto[^']*|tweetnacl|libsodium[^']*|@noble\/ciphers[^']*)'/;

/** Personal data is opened in the vault only; Temporal's codec encrypts payloads that hold none (security.md 2, 12). */
const mayDecrypt = (path: string): boolean =>
  path.startsWith('libs/vault/') || /^payload-codec(\.(internal|spec))*\.c?ts$/.test(basename(path));

const root = join(import.meta.dirname, '..');

test('R-202 only the vault and the payload codec use a cipher', () => {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root });
  const sources = listed
    .toString()
    .split('\n')
    .filter((path) => /\.[cm]?[jt]sx?$/.test(path));
  expect(sources).toContain('libs/vault/cipher.internal.ts');
  const offenders = sources.filter((path) => !mayDecrypt(path) && CIPHER.test(textOf(path)));
  expect(offenders).toStrictEqual([]);
});

// Put together here, so that this file is not found itself.
const made = (...parts: string[]): string => parts.join('');

test.each([
  ['apps/api/person/person.controller.ts', made('import { create', "Decipheriv } from 'node:crypto';")],
  ['libs/event-log/append-events.ts', made('crypto.create', "Cipheriv('aes-256-gcm', key, nonce);")],
  ['apps/console/agent/agent.page.tsx', made('await crypto.subtle', '.encrypt(algorithm, key, bytes)')],
  ['libs/domain/id-number.ts', made('import CryptoJS from ', "'crypto-js';")],
  ['libs/not-vault/payload-codecs.ts', made('import { create', "Cipheriv } from 'node:crypto';")],
])('a cipher in %s would be found', (path, line) => {
  expect(!mayDecrypt(path) && CIPHER.test(line)).toBe(true);
});

test.each(['libs/vault/cipher.internal.ts', 'activities/payload-codec.ts', 'apps/worker/payload-codec.ts'])(
  '%s may use one',
  (path) => {
    expect(mayDecrypt(path)).toBe(true);
  },
);

/** A file may vanish between listing and reading while others work in the checkout. */
function textOf(path: string): string {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return '';
  }
}
