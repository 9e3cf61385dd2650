// The package has no types of its own.
declare module 'pg-copy-streams' {
  import type { Writable } from 'node:stream';
  import type { Submittable } from 'pg';

  /** A query to be given to `client.query`; finished once the server is ready for the next one. */
  export function from(text: string): Writable & Submittable & { readonly rowCount: number };
}
