import type { DataConverter } from '@temporalio/common';

import { payloadCodec } from './payload-codec.ts';

/** Path of the converter that also seals failure messages and stack traces; worker, client and bundle take the same. */
export const failureConverterPath = decodeURIComponent(
  new URL('../process/failure.converter.cjs', import.meta.url).pathname,
);

/** What every client and every worker gives to Temporal. `key` = the 32 bytes of CODEC_KEY_FILE. */
export async function sealedConverter(key: Uint8Array, namespace: string): Promise<DataConverter> {
  return { failureConverterPath, payloadCodecs: [await payloadCodec(key, namespace)] };
}
