import { createSecretKey } from 'node:crypto';
import { blindIndex } from './blind-index.internal.ts';

// Computed with Python: hmac.new(bytes(range(32)), b'idx/v1|resident-id|11010519491231002X', sha256).digest()[:16]
const key = createSecretKey(Buffer.from(Array.from({ length: 32 }, (_, byte) => byte)));
const document = { documentType: 'resident-id', number: '11010519491231002X' };

test('the index of a document is the known one', () => {
  expect(blindIndex(key, document).toString('hex')).toBe('64db70ca729cf60a07c242eb077e6d2c');
});

test('another type, number or key gives another index', () => {
  const others = [
    blindIndex(key, { ...document, documentType: 'passport' }),
    blindIndex(key, { ...document, number: '110105194912310021' }),
    blindIndex(createSecretKey(Buffer.alloc(32, 1)), document),
  ];
  for (const other of others) expect(other).not.toStrictEqual(blindIndex(key, document));
});

test.each([
  ['a type with the separator in it', { documentType: 'resident|id', number: '1' }],
  ['no type', { documentType: '', number: '1' }],
  ['no number', { documentType: 'resident-id', number: '' }],
])('%s is refused: two documents must not share an index', (_what, wrong) => {
  expect(() => blindIndex(key, wrong)).toThrow();
});
