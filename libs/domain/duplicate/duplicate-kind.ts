/** What makes two records look like one and the same payment. */
export type DuplicateKind =
  | 'two-villages'
  | 'two-agents'
  | 'same-agent'
  | 'sponsor-list'
  | 'two-names'
  | 'one-digit'
  | 'neighbours-exchanged'
  | 'old-number';

/** Kinds that need the plain number or name: found in the vault's own process, and recorded. */
export type FoundKind = Extract<DuplicateKind, 'two-names' | 'one-digit' | 'neighbours-exchanged' | 'old-number'>;

/** Chinese, then English; in the order of a queue. */
export const duplicateKinds = {
  'two-villages': '同一号码，两个村 one number, two villages',
  'two-agents': '同一号码，两名代征人 one number, two agents',
  'same-agent': '同一号码，同一代征人 one number, twice with one agent',
  'sponsor-list': '代征与资助名单 an agent and a sponsor list',
  'two-names': '同一号码，两个姓名 one number, two names',
  'one-digit': '姓名相同，号码差一位 one name, numbers one digit apart',
  'neighbours-exchanged': '姓名相同，号码相邻两位颠倒 one name, two neighbouring digits exchanged',
  'old-number': '15 位旧号码与 18 位号码 an old number and its new form',
} as const satisfies Record<DuplicateKind, string>;

/**
 * Of many records of one number each is compared with so many before it: a number filled down a whole column of a
 * spreadsheet makes a list of pairs, not its square.
 */
export const comparedBefore = 8;

/** What records of one number have in common otherwise; whether the names agree only the vault's process knows. */
export function sameNumberKind(
  one: { readonly unit: string; readonly agent: string },
  other: { readonly unit: string; readonly agent: string },
): Extract<DuplicateKind, 'two-villages' | 'two-agents' | 'same-agent'> {
  if (one.unit !== other.unit) return 'two-villages';
  return one.agent === other.agent ? 'same-agent' : 'two-agents';
}
