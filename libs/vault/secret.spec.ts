/* oxlint-disable typescript/restrict-template-expressions, typescript/no-misused-spread -- careless code is what is tested */
import { format, inspect } from 'node:util';
import { Secret } from './secret.ts';

const value = { name: '王小明', idNumber: '999999199001011234' };
const secret = new Secret(value);

test('a secret gives its value only to who asks for it', () => {
  expect(secret.reveal()).toBe(value);
});

test.each([
  ['a template', () => `${secret}`],
  ['a sum of texts', () => 'person: ' + String(secret)],
  ['JSON', () => JSON.stringify({ person: secret, people: [secret] })],
  ['the console', () => format('%s %o %O %j', secret, secret, secret, secret)],
  ['inspect with everything on', () => inspect({ secret }, { showHidden: true, depth: null, getters: true })],
  ['inspect without our own word', () => inspect(secret, { showHidden: true, customInspect: false })],
  ['a spread', () => JSON.stringify({ ...secret }) + inspect({ ...secret })],
  ['its entries', () => JSON.stringify(Object.entries(secret)) + JSON.stringify(Reflect.ownKeys(secret))],
  ['a structured clone', () => inspect(structuredClone(secret), { showHidden: true })],
  ['an error', () => inspect(new Error(`could not print ${secret}`, { cause: secret }))],
  ['a map', () => inspect(new Map([['key', secret]]), { showHidden: true })],
])('a secret shows nothing to %s (R-202)', (_where, shown) => {
  const text = shown();
  expect(text).not.toContain(value.name);
  expect(text).not.toContain(value.idNumber);
});
