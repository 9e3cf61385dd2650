import { createHash, createSecretKey } from 'node:crypto';
import { blindIndex } from './blind-index.internal.ts';
import { cipher, decrypt, encrypt } from './cipher.internal.ts';
import { randomPool } from './random-pool.internal.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

/** Galois/Counter Mode of Operation (McGrew, Viega), test case 16: 256-bit key, additional data, 60 bytes of text. */
const gcm = {
  key: hex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308'),
  nonce: hex('cafebabefacedbaddecaf888'),
  owner: hex('feedfacedeadbeeffeedfacedeadbeefabaddad2'),
  plain: hex(
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
  ),
  textAndTag: hex(
    '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b',
  ),
};

/**
 * Known answers of cipher, index and hash, run before the vault takes any work: a library that answers otherwise
 * would write data that nobody can open again, or index rows that nobody finds. Throws at the first difference.
 */
export function selfTest(): void {
  const key = createSecretKey(gcm.key);
  same('AES-256-GCM encryption', encrypt(key, gcm.nonce, gcm.owner, gcm.plain), gcm.textAndTag);
  same('AES-256-GCM decryption', decrypt(key, gcm.nonce, gcm.owner, gcm.textAndTag), gcm.plain);
  same('SHA-256', createHash('sha256').update('abc').digest(), hex(SHA256_ABC));
  same('blind index', blindIndex(key, { documentType: 'resident-id', number: '11010519491231002X' }), hex(INDEX));

  const sealed = cipher.seal(randomPool(), key, 7, 'owner', gcm.plain);
  same('sealed bytes', cipher.open(key, 7, 'owner', sealed), gcm.plain);
  refused('another owner', () => cipher.open(key, 7, 'other', sealed));
  refused('another key version', () => cipher.open(key, 8, 'owner', sealed));
  refused('another key', () => cipher.open(createSecretKey(Buffer.alloc(32)), 7, 'owner', sealed));
  for (const at of [0, 4, 5, 17, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    refused(`byte ${at} changed`, () => cipher.open(key, 7, 'owner', changed));
  }
}

const SHA256_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const INDEX = '891f48ea14cbb6f5bf344cb9c023f5a3';

function same(what: string, answer: Uint8Array, known: Uint8Array): void {
  if (Buffer.compare(answer, known) !== 0) throw new Error(`self-test of the vault failed: ${what}`);
}

function refused(what: string, open: () => unknown): void {
  try {
    open();
  } catch {
    return;
  }
  throw new Error(`self-test of the vault failed: sealed bytes opened in spite of ${what}`);
}
