import { createSecretKey, randomBytes } from 'node:crypto';
import { cipher, decrypt, encrypt } from './cipher.internal.ts';
import { randomPool } from './random-pool.internal.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const random = randomPool();
const key = createSecretKey(randomBytes(32));
const plain = Buffer.from('{"name":"王小明"}');
const owner = 'sealed_row|ciphertext|411722-2020|0190c5d2-0000-7000-8000-000000000001|1|1';
const sealed = cipher.seal(random, key, 1, owner, plain);

// The GCM specification of McGrew and Viega, test cases 13 to 15: 256-bit key, no additional data.
test.each([
  ['00'.repeat(32), '00'.repeat(12), '', '530f8afbc74536b9a963b4f1c4cb738b'],
  [
    '00'.repeat(32),
    '00'.repeat(12),
    '00'.repeat(16),
    'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919',
  ],
  [
    'feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308',
    'cafebabefacedbaddecaf888',
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255',
    '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015adb094dac5d93471bdec1a502270e3cc6c',
  ],
])('the published vectors of AES-256-GCM come out (key %s)', (vectorKey, nonce, text, textAndTag) => {
  const known = createSecretKey(hex(vectorKey));
  expect(encrypt(known, hex(nonce), '', hex(text)).toString('hex')).toBe(textAndTag);
  expect(decrypt(known, hex(nonce), '', hex(textAndTag)).toString('hex')).toBe(text);
});

test('sealed bytes open for their owner', () => {
  expect(cipher.open(key, 1, owner, sealed)).toStrictEqual(plain);
  expect(sealed).toHaveLength(plain.length + cipher.overheadBytes);
});

test.each([
  ['another table', owner.replace('sealed_row', 'wrapped_key')],
  ['another column', owner.replace('ciphertext', 'wrapped')],
  ['another campaign', owner.replace('2020', '2021')],
  ['another person', owner.replace('1|1|1', '2|1|1')],
  ['another group', owner.replace(/1\|1$/, '2|1')],
  ['another key version', owner.replace(/1$/, '2')],
  ['nobody', ''],
])('sealed bytes do not open for %s', (_who, other) => {
  expect(other).not.toBe(owner);
  expect(() => cipher.open(key, 1, other, sealed)).toThrow();
});

test('sealed bytes do not open under another key or key version', () => {
  expect(() => cipher.open(createSecretKey(randomBytes(32)), 1, owner, sealed)).toThrow();
  expect(() => cipher.open(key, 2, owner, sealed)).toThrow('another key version');
});

test('every changed bit is refused', () => {
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const changed = Buffer.from(sealed);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    expect(() => cipher.open(key, 1, owner, changed)).toThrow();
  }
});

test('shortened bytes are refused, down to none', () => {
  for (let length = 0; length < sealed.length; length++) {
    expect(() => cipher.open(key, 1, owner, sealed.subarray(0, length))).toThrow();
  }
});

test('no nonce comes twice', () => {
  const nonces = new Set<string>();
  for (let n = 0; n < 50_000; n++) nonces.add(cipher.seal(random, key, 1, '', Buffer.alloc(0)).toString('hex', 5, 17));
  expect(nonces.size).toBe(50_000);
});
