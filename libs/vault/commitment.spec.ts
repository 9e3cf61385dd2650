import { createHash } from 'node:crypto';
import { canonicalJson } from '@canbao/event-log/canonical-json';
import { commitment } from './commitment.ts';

const salt = Buffer.from(Array.from({ length: 32 }, (_, byte) => byte));
const of = { campaign: '411722-2020', person: '0190c5d2-0000-7000-8000-000000000001', group: 'identity' } as const;
const value = { documentType: 'resident-id', idNumber: '11010519491231002X', name: '王小明' };
const json = Buffer.from(canonicalJson(value));

test('R-1003 a commitment is the one that another program computes', () => {
  // Python: sha256(b'canbao/commitment/v1\\0' + bytes(range(32)) + json.encode()).hexdigest()
  expect(commitment(of, salt, json)).toBe('fe5dba8ac96578d1a5132a6fd168d27814bcb03b7adbd628e13b5803aefa6f86');
});

test('a commitment covers the canonical JSON of campaign, person, group and value', () => {
  const whole = createHash('sha256').update('canbao/commitment/v1\0').update(salt);
  expect(commitment(of, salt, json)).toBe(whole.update(canonicalJson({ ...of, value })).digest('hex'));
});

test.each([
  ['campaign', { ...of, campaign: '411722-2021' }, salt, json],
  ['person', { ...of, person: '0190c5d2-0000-7000-8000-000000000002' }, salt, json],
  ['group', { ...of, group: 'contact' as const }, salt, json],
  ['salt', of, Buffer.alloc(32), json],
  ['value', of, salt, Buffer.from(canonicalJson({ ...value, name: '王小朋' }))],
])('another %s gives another commitment', (_what, otherOf, otherSalt, otherJson) => {
  expect(commitment(otherOf, otherSalt, otherJson)).not.toBe(commitment(of, salt, json));
});
