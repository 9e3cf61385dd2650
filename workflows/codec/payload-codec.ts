import type { Payload, PayloadCodec } from '@temporalio/common';

/**
 * Encrypts everything that Temporal stores of us (inputs, answers, signals, failure details): AES-256-GCM with the
 * region's data key, the key's id in the metadata, and the namespace as associated data, so that a payload does not
 * open in another namespace. Strict: a payload that is not ours, or not of this key, is an error.
 *
 *     nonce 12 | ciphertext of (header length 4, big endian | header JSON | data) | tag 16
 *
 * The header is the payload's own metadata. WebCrypto, because this folder loads no Node module; its 17,000 calls a
 * second are a hundred times what a season needs. Never part of the workflow bundle.
 */
export async function payloadCodec(keyBytes: Uint8Array, namespace: string): Promise<PayloadCodec> {
  if (keyBytes.length !== 32) throw new Error('the codec key has 32 bytes');
  const raw = Uint8Array.from(keyBytes);
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
  const keyId = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', raw))).slice(0, 16);
  const owner = Uint8Array.from(bytes(`canbao/temporal/${namespace}`));

  const sealed = async (payload: Payload): Promise<Payload> => {
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: owner };
    const text = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, framed(payload)));
    return {
      metadata: { encoding: bytes(ENCODING), 'encryption-key-id': bytes(keyId) },
      data: joined(nonce, text),
    };
  };

  const opened = async ({ metadata, data }: Payload): Promise<Payload> => {
    if (!metadata || text(metadata['encoding']) !== ENCODING) throw new Error('a payload that was not encrypted');
    if (text(metadata['encryption-key-id']) !== keyId) throw new Error('a payload of another key');
    if (!data || data.length < 12 + 16) throw new Error('an encrypted payload that is too short');
    const algorithm = { name: 'AES-GCM', iv: Uint8Array.from(data.subarray(0, 12)), additionalData: owner };
    return unframed(new Uint8Array(await crypto.subtle.decrypt(algorithm, key, Uint8Array.from(data.subarray(12)))));
  };

  return {
    encode: (payloads) => Promise.all(payloads.map(sealed)),
    decode: (payloads) => Promise.all(payloads.map(opened)),
  };
}

const ENCODING = 'binary/canbao-aes-256-gcm';

type Header = { readonly [name: string]: string };

function framed({ metadata, data }: Payload): Uint8Array<ArrayBuffer> {
  const header: Header = Object.fromEntries(
    Object.entries(metadata ?? {}).map(([name, value]) => [name, String.fromCharCode(...value)]),
  );
  const head = bytes(JSON.stringify(header));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length);
  return joined(length, head, data ?? new Uint8Array());
}

function unframed(plain: Uint8Array): Payload {
  const length = new DataView(plain.buffer, plain.byteOffset).getUint32(0);
  const header: Header = JSON.parse(text(plain.subarray(4, 4 + length)));
  const metadata = Object.fromEntries(
    Object.entries(header).map(([name, value]) => [name, Uint8Array.from(value, (letter) => letter.charCodeAt(0))]),
  );
  return { metadata, data: plain.subarray(4 + length) };
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);
const text = (value: Uint8Array | null | undefined): string => new TextDecoder().decode(value ?? new Uint8Array());
const hex = (value: Uint8Array): string => [...value].map((byte) => byte.toString(16).padStart(2, '0')).join('');
