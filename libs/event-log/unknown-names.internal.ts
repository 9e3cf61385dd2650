import type { AppendRequest } from './append-events.ts';
import type { CodeBook, UnknownNames } from './code-book.internal.ts';

/** The names in these requests whose codes are not known yet; undefined, and nothing to wait for, if all are. */
export function unknownNames(
  codes: CodeBook,
  requests: readonly Pick<AppendRequest, 'claims' | 'releases' | 'streams'>[],
): UnknownNames | undefined {
  const streams = new Map<string, string>();
  const eventTypes = new Set<string>();
  const claimKinds = new Set<string>();
  for (const request of requests) {
    for (const { events, stream } of request.streams) {
      if (!codes.hasWordOf(stream)) streams.set(`${stream.split('-', 1)[0]} ${stream.length}`, stream);
      for (const { type } of events) if (codes.eventType(type) === undefined) eventTypes.add(type);
    }
    for (const { kind } of request.claims ?? []) if (codes.claimKind(kind) === undefined) claimKinds.add(kind);
    for (const { kind } of request.releases ?? []) if (codes.claimKind(kind) === undefined) claimKinds.add(kind);
  }
  if (streams.size + eventTypes.size + claimKinds.size === 0) return undefined;
  return { streams: [...streams.values()], eventTypes: [...eventTypes], claimKinds: [...claimKinds] };
}
