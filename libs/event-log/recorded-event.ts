import type { Leaf } from './leaf.ts';

/** An event as it is read: its leaf, and the position that the log gave it. */
export type RecordedEvent = Leaf & {
  /** Dense, per campaign, from 0; also the index of the leaf in the tree. The only order there is. */
  readonly position: number;
};
