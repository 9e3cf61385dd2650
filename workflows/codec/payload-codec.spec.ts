import { payloadCodec } from './payload-codec.ts';

const text = new TextEncoder();
const key = Uint8Array.from({ length: 32 }, (_, i) => i);
const payload = { metadata: { encoding: text.encode('json/plain') }, data: text.encode('{"reason":"雨天延期"}') };
const codec = await payloadCodec(key, 'default');

test('what is encoded comes back byte for byte', async () => {
  const [sealed] = await codec.encode([payload]);
  expect(Buffer.from(sealed!.data!).includes(Buffer.from('雨天延期'))).toBe(false);
  const [opened] = await codec.decode([sealed!]);
  expect(Buffer.from(opened!.data!).toString()).toBe('{"reason":"雨天延期"}');
  expect(Buffer.from(opened!.metadata!['encoding']!).toString()).toBe('json/plain');
});

test('a payload without data keeps its metadata', async () => {
  const [opened] = await codec.decode(await codec.encode([{ metadata: { encoding: text.encode('binary/null') } }]));
  expect(opened!.data).toHaveLength(0);
  expect(Buffer.from(opened!.metadata!['encoding']!).toString()).toBe('binary/null');
});

test('the same payload never looks the same twice', async () => {
  const [one, other] = await codec.encode([payload, payload]);
  expect(Buffer.from(one!.data!).equals(Buffer.from(other!.data!))).toBe(false);
});

test('a plain payload is an error, not let through', async () => {
  await expect(codec.decode([payload])).rejects.toThrow('not encrypted');
});

test('a payload of another key or namespace does not open', async () => {
  const sealed = await codec.encode([payload]);
  const otherKey = await payloadCodec(
    key.map((byte) => byte ^ 1),
    'default',
  );
  await expect(otherKey.decode(sealed)).rejects.toThrow('another key');
  const otherNamespace = await payloadCodec(key, 'production');
  await expect(otherNamespace.decode(sealed)).rejects.toThrow();
});

test('a changed byte does not open', async () => {
  const [sealed] = await codec.encode([payload]);
  const data = Uint8Array.from(sealed!.data!);
  data[20]! ^= 1;
  await expect(codec.decode([{ ...sealed!, data }])).rejects.toThrow();
});

test('a key of another length is refused', async () => {
  await expect(payloadCodec(key.subarray(0, 16), 'default')).rejects.toThrow('32 bytes');
});
