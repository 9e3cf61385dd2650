import type { Phase } from '../campaign/phase.ts';

/**
 * What an approval is bound to (I14). Asking and acting both build it here, and its digest (canonical JSON, SHA-256)
 * has to be the same: one other phase, unit or registration, and the approval is worth nothing.
 */
export type GuardedRequest =
  | { readonly act: 'advance-over-gate'; readonly unit: string; readonly phase: Phase }
  | { readonly act: 'reopen-phase'; readonly unit: string; readonly phase: Phase }
  | { readonly act: 'refund'; readonly unit: string; readonly registrations: readonly string[] };

/** Registrations in order, so that the same set is the same request. */
export function guardedRequest(request: GuardedRequest): GuardedRequest {
  switch (request.act) {
    case 'advance-over-gate':
    case 'reopen-phase':
      return { act: request.act, unit: request.unit, phase: request.phase };
    case 'refund':
      return { act: request.act, unit: request.unit, registrations: [...request.registrations].sort() };
  }
}
