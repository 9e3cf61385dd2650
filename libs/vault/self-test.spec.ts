import { selfTest } from './self-test.internal.ts';

test('cipher, index and hash give their known answers', () => {
  expect(selfTest()).toBeUndefined();
});
