import type { AppendRequest } from './append-events.ts';
import type { Claim } from './claim.ts';
import type { CodeBook, UnknownNames } from './code-book.internal.ts';

type Named = Pick<AppendRequest, 'claims' | 'releases' | 'streams'>;

/** The names in a request whose codes are not known yet; undefined, and nothing to wait for, if all are. */
export function unknownNames(codes: CodeBook, request: Named): UnknownNames | undefined {
  // Asked for every request, and answered this way for nearly all.
  if (isKnown(codes, request)) return undefined;
  const streams = new Map<string, string>();
  const eventTypes = new Set<string>();
  for (const { events, stream } of request.streams) {
    if (!codes.hasWordOf(stream)) streams.set(`${stream.split('-', 1)[0]} ${stream.length}`, stream);
    for (const { type } of events) if (codes.eventType(type) === undefined) eventTypes.add(type);
  }
  const kinds = [...(request.claims ?? []), ...(request.releases ?? [])].map(({ kind }) => kind);
  const claimKinds = new Set(kinds.filter((kind) => codes.claimKind(kind) === undefined));
  return { streams: [...streams.values()], eventTypes: [...eventTypes], claimKinds: [...claimKinds] };
}

function isKnown(codes: CodeBook, { claims, releases, streams }: Named): boolean {
  for (const { events, stream } of streams) {
    if (!codes.hasWordOf(stream)) return false;
    for (const { type } of events) if (codes.eventType(type) === undefined) return false;
  }
  const isKindKnown = ({ kind }: Claim) => codes.claimKind(kind) !== undefined;
  return (claims ?? []).every(isKindKnown) && (releases ?? []).every(isKindKnown);
}
