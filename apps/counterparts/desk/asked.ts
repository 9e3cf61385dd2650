import type { JsonReader } from '@canbao/connectors/json-reader';

export type Party = 'bank' | 'tax' | 'insurance' | 'register';

/** A request as the desk took it in. `planAt`: plan instant from the header `x-plan-at`, epoch ms. */
export type Asked = {
  readonly party: Party;
  readonly kind: string;
  readonly key: string;
  readonly planAt: number;
  readonly body: JsonReader;
  readonly bodySha256: string;
};
