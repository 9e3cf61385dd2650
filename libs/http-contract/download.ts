import { z } from 'zod';

/** A file as an operation answers it: sent as an attachment, never shown in the browser. */
export const download = z.object({
  /** ASCII and Chinese, with its ending; never a name that somebody uploaded. */
  name: z.string().regex(/^[\w\u4e00-\u9fff.-]{1,80}$/),
  mediaType: z.string(),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});

export type Download = z.output<typeof download>;
