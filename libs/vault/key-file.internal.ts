import { createHmac, createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';

const KEY_BYTES = 32;
const OTHERS_MAY = 0o077;

/**
 * A key of 32 bytes from a file that only its owner may read. Throws if the file is missing, has another length, or
 * is open to others (Windows has no such bits and is not checked).
 */
export async function keyFile(path: string): Promise<KeyObject> {
  const { mode } = await stat(path);
  if (process.platform !== 'win32' && (mode & OTHERS_MAY) !== 0) {
    throw new Error(`${path} holds a key and may be read by others: chmod 600 it`);
  }
  const bytes = await readFile(path);
  if (bytes.length !== KEY_BYTES) throw new Error(`${path} must hold a key of ${KEY_BYTES} bytes, not ${bytes.length}`);
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

/** Tells one key from another without saying anything of it; stored, so that a wrong file is refused at once. */
export function fingerprint(key: KeyObject): Buffer {
  return createHmac('sha256', key).update('canbao/key-fingerprint/v1').digest().subarray(0, 16);
}
